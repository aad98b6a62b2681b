import { inject, type TestContext } from 'vitest';
import type { LabOfRun } from './labOfRun.ts';
import { MtpLab } from './MtpLab.ts';

/** The lab of this run, in a vitest test or hook of the project `lab`. Skips the test where there is none. */
export async function runningLab({ skip }: Pick<TestContext, 'skip'>): Promise<MtpLab> {
  const lab: LabOfRun = inject('mtpLab');
  if ('missing' in lab) return skip(lab.missing);
  return MtpLab.attach(lab);
}
