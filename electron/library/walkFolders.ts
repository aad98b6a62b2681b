import type { AppError } from '../contract/errors.ts';

export interface WalkedFile {
  /** Absolute. */
  readonly path: string;
  readonly kind: 'audio' | 'video';
  /** What a playlist says of it, when it was found through one. */
  readonly title?: string;
  readonly durationMs?: number;
}

export interface WalkBatch {
  /** At most 500, in the order they are to be played. */
  readonly files: readonly WalkedFile[];
  /** Files passed over in this batch because they are no media. */
  readonly ignoredCount: number;
  /** The first few failures of this batch; `subject` is the file's name. */
  readonly failures: readonly AppError[];
  readonly failedCount: number;
  /** Name of the folder or playlist it works on now. */
  readonly subject: string;
}

export interface WalkOptions {
  readonly signal: AbortSignal;
  /** Real paths outside these folders are refused with `file.notGranted`. `null`: anywhere. */
  readonly confineTo: readonly string[] | null;
}

/**
 * The media files under `paths` (absolute; files, folders and playlists), in batches, read in a
 * worker. Playlists are expanded. The next batch is made when it is asked for. Throws the signal's
 * reason after an abort.
 */
export function walkFolders(
  _paths: readonly string[],
  _options: WalkOptions,
): AsyncGenerator<WalkBatch, void, undefined> {
  throw new Error('being built');
}
