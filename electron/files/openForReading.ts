import { constants, type Stats } from 'node:fs';
import { lstat, open, realpath, stat, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { err, ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import type { ReadAt } from '../library/containers/ReadAt.ts';
import { fileErrorOf } from '../library/fileErrorOf.ts';
import { isInsideFolder } from '../library/isInsideFolder.ts';

export interface OpenedForReading {
  readonly handle: FileHandle;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

/**
 * Opens a regular file. Pipes, devices and sockets are recognised before they are opened (opening a
 * device can make it do something), cannot block when they are put in the file's place in between,
 * and are recognised again by what was opened.
 *
 * @param confineTo as in `GrantTarget`; what was opened outside is `file.notGranted`
 * @returns `file.*`; the handle is the caller's to close
 */
export async function openForReading(
  path: string,
  confineTo: readonly string[] | null = null,
): Promise<Result<OpenedForReading, AppError>> {
  const subject = basename(path);
  let handle: FileHandle | null = null;
  try {
    const refusalBefore = refusalOf(await stat(path), subject);
    if (refusalBefore !== null) return err(refusalBefore);
    handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = await handle.stat();
    const refusal = refusalOf(stats, subject);
    const isAllowed = confineTo === null || (await isReallyIn(confineTo, path, stats));
    if (refusal === null && isAllowed) {
      return ok({ handle, sizeBytes: stats.size, modifiedMs: stats.mtimeMs });
    }
    await handle.close();
    return err(refusal ?? { code: 'file.notGranted', subject });
  } catch (error) {
    await handle?.close();
    return err(fileErrorOf(error, subject));
  }
}

/**
 * Is the file that was opened at `path` in one of `folders`, over all links? A link that is put in its
 * place, or taken away, in between leads to another file than the one that was opened.
 */
async function isReallyIn(
  folders: readonly string[],
  path: string,
  opened: Stats,
): Promise<boolean> {
  const realPath = await realpath(path);
  const { dev, ino } = await lstat(realPath);
  if (dev !== opened.dev || ino !== opened.ino) return false;
  for (const folder of folders) {
    const realFolder = await realpath(folder).catch(() => null);
    if (realFolder !== null && isInsideFolder(realFolder, realPath)) return true;
  }
  return false;
}

/** Reads of an open file, for the container readers. */
export function readAtOf(handle: FileHandle): ReadAt {
  return async (position, length) => {
    const bytes = new Uint8Array(length);
    let done = 0;
    while (done < length) {
      const { bytesRead } = await handle.read(bytes, done, length - done, position + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return bytes.subarray(0, done);
  };
}

function refusalOf(stats: Stats, subject: string): AppError | null {
  if (stats.isFile()) return null;
  return { code: stats.isDirectory() ? 'file.isDirectory' : 'file.notRegular', subject };
}
