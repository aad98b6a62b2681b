import { readFile } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';
import { parseMountInfo } from './parseMountInfo.ts';

/** The file system that a folder is on, as a `Volume` names it; `null` where the system does not tell. */
export async function fileSystemAt(
  path: string,
  mountInfoFile = '/proc/self/mountinfo',
): Promise<string | null> {
  const text = await readFile(mountInfoFile, 'utf8').catch(() => '');
  const above = parseMountInfo(text).filter((mount) => isWithin(mount.path, path));
  // Of mounts over one another the last is seen.
  const nearest = above.toSorted((left, right) => left.path.length - right.path.length).at(-1);
  return nearest?.fileSystem ?? null;
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
