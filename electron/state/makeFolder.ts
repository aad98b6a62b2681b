import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder, and the parents that are missing; one that is there stays as it is. Rejects with the
 * file system's error.
 *
 * Node's recursive `mkdir` never ends where a parent is there and refuses new names with ENOENT, as
 * `/proc` does.
 *
 * @param mode of every folder that is made
 */
export async function makeFolder(folder: string, mode: number): Promise<void> {
  const missing: string[] = [];
  let parent = folder;
  while (!(await isThere(parent)) && parent !== dirname(parent)) {
    missing.unshift(parent);
    parent = dirname(parent);
  }
  for (const path of missing) await makeUnlessThere(path, mode);
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

/** Another start may make the same folder meanwhile. */
async function makeUnlessThere(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return;
    throw error;
  }
}
