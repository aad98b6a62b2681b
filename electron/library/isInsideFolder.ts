import { isAbsolute, relative, sep } from 'node:path';

/** Is `path` the folder itself or below it? Both absolute and, where links matter, real. */
export function isInsideFolder(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
