import type { AppError } from '../../contract/errors.ts';
import type { CopyFile } from './CopyFile.ts';
import type { FolderPath } from './FolderPath.ts';
import type { TargetEntry } from './TargetTree.ts';

/** What would become of one file. */
export interface PlannedCopy {
  readonly file: CopyFile;
  /** As the device spells it. */
  readonly folder: FolderPath;
  readonly name: string;
  /** `null` while a conflict waits for a decision. */
  readonly step: 'copy' | 'skip' | 'replace' | 'keepBoth' | 'refuse' | null;
  /** The file that has the name already. */
  readonly conflict: TargetEntry | null;
  /** Its own name, or that of a folder it was in, is none the device can store. */
  readonly renamed: boolean;
  /** Empty, no media, or in a format the device does not say it plays. */
  readonly unplayable: boolean;
  /** Why it cannot be copied; `null` unless `step` is `refuse`. */
  readonly refusal: AppError | null;
}

/** Does the step bring the file onto the device? */
export function isCopied(step: PlannedCopy['step']): step is 'copy' | 'replace' | 'keepBoth' {
  return step === 'copy' || step === 'replace' || step === 'keepBoth';
}
