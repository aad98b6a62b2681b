import type { Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { PlaylistFormat } from '../../contract/queue.ts';

export interface PlaylistEntry {
  /** Absolute. */
  readonly path: string;
  readonly title: string | null;
  readonly artist: string | null;
  readonly durationMs: number | null;
}

export interface WritePlaylistOptions {
  readonly format: PlaylistFormat;
  /** Replace a file of this name? Otherwise `file.exists`. */
  readonly overwrite: boolean;
  readonly signal: AbortSignal;
  readonly onProgress?: (doneCount: number) => void;
}

/** Writes `entries` as a playlist file at `path`, atomically and without holding them all. */
export function writePlaylist(
  _path: string,
  _entries: AsyncIterable<PlaylistEntry> | Iterable<PlaylistEntry>,
  _options: WritePlaylistOptions,
): Promise<Result<void, AppError>> {
  throw new Error('being built');
}
