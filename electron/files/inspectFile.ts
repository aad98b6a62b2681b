import type { Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';

/** A regular, readable, non-empty file with media in it. */
export interface InspectedFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** Container by content: `audio/flac`. */
  readonly mimeType: string;
}

/** Tells whether `path` (absolute) can be played, without blocking on what is no regular file. */
export function inspectFile(
  _path: string,
  _signal: AbortSignal,
): Promise<Result<InspectedFile, AppError>> {
  throw new Error('being built');
}
