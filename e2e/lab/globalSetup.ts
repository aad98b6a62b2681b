import type { TestProject } from 'vitest/node';
import { labOfRun } from './labOfRun.ts';

/** Of vitest's project `lab`: one boot for all of its tests, which reach it by `runningLab`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const lab = await labOfRun();
  if ('missing' in lab) {
    console.warn(`\n======== NO MTP LAB: it ${lab.missing} ========\n`);
    project.provide('mtpLab', { missing: lab.missing });
  } else {
    project.provide('mtpLab', { folder: lab.folder });
  }
  return async () => {
    await lab[Symbol.asyncDispose]();
  };
}
