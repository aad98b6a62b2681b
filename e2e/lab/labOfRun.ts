import process from 'node:process';
import { missingForLab } from './missingForLab.ts';
import { temporaryLab } from './temporaryLab.ts';

/** Names the folder of the lab that `npm test` started, for the runners in it. */
export const labFolderVariable = 'PORTAMENTO_MTP_LAB';

/** The lab that the tests of a run share, or why there is none. */
export type LabOfRun = { readonly folder: string } | { readonly missing: string };

declare module 'vitest' {
  interface ProvidedContext {
    readonly mtpLab: LabOfRun;
  }
}

/**
 * The lab `npm test` started or, when a runner was started by hand, one of its own, which ends when it is
 * disposed of.
 */
export async function labOfRun(): Promise<LabOfRun & AsyncDisposable> {
  const folder = process.env[labFolderVariable];
  const nothingToEnd = { [Symbol.asyncDispose]: () => Promise.resolve() };
  if (folder !== undefined) return { folder, ...nothingToEnd };
  const missing = missingForLab();
  if (missing.length === 0) return temporaryLab();
  return { missing: `needs Debian’s packages ${missing.join(', ')}`, ...nothingToEnd };
}
