import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from './syncFolder.ts';
import { temporaryName } from './temporaryName.ts';

export interface AtomicWriteOptions {
  /** Permissions of the new file, before the umask. */
  readonly mode?: number;
  /** May a file at `path` be replaced? Otherwise `EEXIST`. Default: yes. */
  readonly replace?: boolean;
}

/**
 * Writes a whole file so that `path` holds either what it held before or all of `data`, also when the
 * process is killed or the power fails in between. What is told piece by piece is written as it comes.
 * Rejects with the file system's error, or that of `data`; nothing is left behind then.
 *
 * A name that may not be replaced is taken first, by an empty file, so that of two writers one is
 * refused: not every file system could give a finished file a name only if that is free.
 */
export async function writeFileAtomically(
  path: string,
  data: string | Uint8Array | AsyncIterable<string | Uint8Array>,
  { mode = 0o666, replace = true }: AtomicWriteOptions = {},
): Promise<void> {
  if (!replace) await (await open(path, 'wx', mode)).close();
  const temporaryPath = join(dirname(path), temporaryName(path));
  try {
    const file = await open(temporaryPath, 'wx', mode);
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporaryPath, path);
  } catch (error) {
    await rm(temporaryPath, { force: true });
    if (!replace) await rm(path, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}
