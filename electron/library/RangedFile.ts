import type { Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import type { ReadAt } from './containers/ReadAt.ts';

/** A file that is not on this machine, and is read part by part. */
export interface RangedFile {
  /** For people; no path. */
  readonly name: string;
  readonly sizeBytes: number;
  /** Wall time, ms since 1970; `null` where it is not known. */
  readonly modifiedAtMs: number | null;
  /**
   * Up to `length` bytes from `position`; fewer only at the end of the file. Fails with why they cannot be
   * read, or with `app.cancelled`.
   */
  readAt(
    position: number,
    length: number,
    signal: AbortSignal,
  ): Promise<Result<Uint8Array, AppError>>;
}

/** What a `ReadAt` of a ranged file throws, with why. */
export class RangedReadError extends Error {
  override readonly name = 'RangedReadError';
  readonly appError: AppError;

  constructor(appError: AppError) {
    super(appError.code);
    this.appError = appError;
  }
}

/** Reads of a ranged file, for the container readers; rejects with a `RangedReadError`. */
export function readAtOfRanged(file: RangedFile, signal: AbortSignal): ReadAt {
  return async (position, length) => {
    const bytes = await file.readAt(position, length, signal);
    if (bytes.ok) return bytes.value;
    throw new RangedReadError(bytes.error);
  };
}
