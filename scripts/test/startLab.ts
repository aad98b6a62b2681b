import process from 'node:process';
import { labFolderVariable } from '../../e2e/lab/labOfRun.ts';
import { missingForLab } from '../../e2e/lab/missingForLab.ts';
import { temporaryLab } from '../../e2e/lab/temporaryLab.ts';

/** Boots one MTP lab for all runners that are started from here on; `null` where it cannot run. */
export async function startLab(): Promise<AsyncDisposable | null> {
  if (missingForLab().length > 0) return null;
  const lab = await temporaryLab();
  process.env[labFolderVariable] = lab.folder;
  return lab;
}
