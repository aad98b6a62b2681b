import type { Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { ObjectId } from '../../contract/ids.ts';
import type { Leftover } from '../journal/Transfer.ts';
import type { DeviceFolders } from './DeviceFolders.ts';
import type { TransferDevice } from './TransferDevice.ts';

/** What one copy works with. */
export interface CopyContext {
  readonly device: TransferDevice;
  readonly folders: DeviceFolders;
  readonly signal: AbortSignal;
  /**
   * Puts into the journal what there is of the copy by now; settles when it is on disk. Without it the
   * copy must not go on.
   */
  readonly noteLeftover: (leftover: Leftover | null) => Promise<Result<void, AppError>>;
  /** Tells the person that something of this name stays: it may be somebody else's. */
  readonly tellKept: (name: string) => void;
  /** So much of it is there from an earlier try. */
  readonly resumedFrom: (doneBytes: number) => void;
  readonly progressed: (doneBytes: number) => void;
}

/** How one copy ended. `leftover` is what is still there of it and has no place of its own. */
export type CopyEnd =
  | { readonly kind: 'done'; readonly leftover: Leftover | null }
  | {
      readonly kind: 'failed';
      readonly error: AppError;
      readonly leftover: Leftover | null;
      /** The leftover's, where it is known for as long as the connection lasts. */
      readonly objectId?: ObjectId;
    };

export const doneCopy: CopyEnd = { kind: 'done', leftover: null };

export function failedCopy(
  error: AppError,
  leftover: Leftover | null,
  objectId?: ObjectId,
): CopyEnd {
  return { kind: 'failed', error, leftover, ...(objectId === undefined ? {} : { objectId }) };
}
