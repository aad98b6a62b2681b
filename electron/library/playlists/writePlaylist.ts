import { basename, dirname } from 'node:path';
import { ok, err, type Result } from '../../base/Result.ts';
import { writeFileAtomically } from '../../base/writeFileAtomically.ts';
import type { AppError } from '../../contract/errors.ts';
import type { PlaylistFormat } from '../../contract/queue.ts';
import { systemCodeOf, writeErrorOf } from '../fileErrorOf.ts';
import { formatPlaylist, type PlaylistEntry } from './formatPlaylist.ts';

export type { PlaylistEntry } from './formatPlaylist.ts';

export interface WritePlaylistOptions {
  readonly format: PlaylistFormat;
  /** Replace a file of this name? Otherwise `file.exists`. */
  readonly overwrite: boolean;
  readonly signal: AbortSignal;
  readonly onProgress?: (doneCount: number) => void;
}

const entriesPerProgress = 500;
/**
 * Writes `entries` as a playlist file at `path`, as they come: the file appears when it is whole, and
 * the entries are never all in memory. Without `overwrite` the name is taken first, so that of two
 * writers one is refused.
 *
 * @param path absolute
 */
export async function writePlaylist(
  path: string,
  entries: AsyncIterable<PlaylistEntry> | Iterable<PlaylistEntry>,
  options: WritePlaylistOptions,
): Promise<Result<void, AppError>> {
  const subject = basename(path);
  const lines = formatPlaylist(observed(entries, options), options.format, dirname(path));
  try {
    options.signal.throwIfAborted();
    await writeFileAtomically(path, chunked(lines), { replace: options.overwrite });
    return ok();
  } catch (error) {
    if (options.signal.aborted) return err({ code: 'app.cancelled', subject });
    // Not of the file system: the entries' own failure, which is the caller's.
    if (systemCodeOf(error) === undefined) throw error;
    return err(writeErrorOf(error, subject));
  }
}

async function* observed(
  entries: AsyncIterable<PlaylistEntry> | Iterable<PlaylistEntry>,
  { signal, onProgress }: WritePlaylistOptions,
): AsyncGenerator<PlaylistEntry, void, undefined> {
  let doneCount = 0;
  for await (const entry of entries) {
    signal.throwIfAborted();
    yield entry;
    doneCount += 1;
    if (doneCount % entriesPerProgress === 0) onProgress?.(doneCount);
  }
  onProgress?.(doneCount);
}

/** Joins lines to writes of a useful size. */
async function* chunked(lines: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let chunk = '';
  for await (const line of lines) {
    chunk += line;
    if (chunk.length < 65_536) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}
