import type { AppError } from '../../contract/errors.ts';
import type { Leftover } from '../journal/Transfer.ts';
import type { DeviceFolders } from './DeviceFolders.ts';
import type { TransferDevice } from './TransferDevice.ts';

/** What one copy works with. */
export interface CopyContext {
  readonly device: TransferDevice;
  readonly folders: DeviceFolders;
  readonly signal: AbortSignal;
  /** Puts into the journal what there is of the copy by now; settles when it is on disk. */
  readonly noteLeftover: (leftover: Leftover | null) => Promise<void>;
  /** So much of it is there from an earlier try. */
  readonly resumedFrom: (doneBytes: number) => void;
  readonly progressed: (doneBytes: number) => void;
}

/** How one copy ended. `leftover` is what is still there of it and has no place of its own. */
export type CopyEnd =
  | { readonly kind: 'done'; readonly leftover: Leftover | null }
  | { readonly kind: 'failed'; readonly error: AppError; readonly leftover: Leftover | null };

export function failedCopy(error: AppError, leftover: Leftover | null): CopyEnd {
  return { kind: 'failed', error, leftover };
}
