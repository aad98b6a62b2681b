import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError, ErrorCode } from '../../contract/errors.ts';
import type { PlaylistFormat } from '../../contract/queue.ts';
import { systemCodeOf } from '../fileErrorOf.ts';
import { formatPlaylist } from './formatPlaylist.ts';

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

const entriesPerProgress = 500;
const codesOfSystem: Readonly<Record<string, ErrorCode>> = {
  EEXIST: 'file.exists',
  ENOSPC: 'file.diskFull',
  EDQUOT: 'file.diskFull',
  EACCES: 'file.permissionDenied',
  EPERM: 'file.permissionDenied',
  EROFS: 'file.permissionDenied',
  ENOENT: 'file.notFound',
  ENOTDIR: 'file.notFound',
  EISDIR: 'file.isDirectory',
  ENAMETOOLONG: 'file.nameTooLong',
};

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
  const temporaryPath = join(dirname(path), `.${subject.slice(0, 20)}.${randomUUID()}.tmp`);
  let takenPath: string | null = null;
  try {
    options.signal.throwIfAborted();
    if (!options.overwrite) {
      await (await open(path, 'wx')).close();
      takenPath = path;
    }
    const lines = formatPlaylist(observed(entries, options), options.format, dirname(path));
    const file = await open(temporaryPath, 'wx');
    try {
      await file.writeFile(chunked(lines));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporaryPath, path);
    return ok();
  } catch (error) {
    await rm(temporaryPath, { force: true });
    if (takenPath !== null) await rm(takenPath, { force: true });
    if (options.signal.aborted) return err({ code: 'app.cancelled', subject });
    const systemCode = systemCodeOf(error);
    // Not of the file system: the entries' own failure, which is the caller's.
    if (systemCode === undefined) throw error;
    return err({
      code: codesOfSystem[systemCode] ?? 'file.writeFailed',
      subject,
      details: systemCode,
    });
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
