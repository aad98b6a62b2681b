import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { lockFileName } from './ProfileLock.ts';
import { profilesFolderName } from './profileFolder.ts';

/**
 * Does `folder` hold anything, and is no profile? Whoever chose it by mistake would lose what is in it.
 * A profile is known by its lock file, what stands around nothing but named profiles by theirs.
 * Rejects with the file system's error, except for a folder that is not there.
 */
export async function isForeignFolder(folder: string): Promise<boolean> {
  const names = await namesIn(folder);
  if (names.length === 0 || names.includes(lockFileName)) return false;
  if (names.some((name) => name !== profilesFolderName)) return true;
  const profiles = join(folder, profilesFolderName);
  for (const name of await namesIn(profiles)) {
    if ((await namesIn(join(profiles, name))).includes(lockFileName)) return false;
  }
  return true;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
