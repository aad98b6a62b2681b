import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export interface AtomicWriteOptions {
  /** Permissions of the new file, before the umask. */
  readonly mode?: number;
}

/**
 * Writes a whole file so that `path` holds either what it held before or all of `data`, also when the
 * process is killed or the power fails in between. Rejects with the file system's error; nothing is
 * left behind then.
 */
export async function writeFileAtomically(
  path: string,
  data: string | Uint8Array,
  options: AtomicWriteOptions = {},
): Promise<void> {
  const temporaryPath = join(dirname(path), `.${temporaryName(path)}`);
  try {
    const file = await open(temporaryPath, 'wx', options.mode ?? 0o666);
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporaryPath, path);
  } catch (error) {
    await rm(temporaryPath, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Short, so that a target whose own name is as long as names may be can be written too. */
function temporaryName(path: string): string {
  return `${basename(path).slice(0, 20)}.${randomUUID()}.tmp`;
}

/** Puts the rename itself on disk. Windows has no such call and refuses to open a folder. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
