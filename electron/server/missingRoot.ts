import { stat } from 'node:fs/promises';

/** The first of these that is no folder, or none that this account may look at. */
export async function missingRoot(roots: readonly string[]): Promise<string | undefined> {
  for (const root of roots) if (!(await isFolder(root))) return root;
  return undefined;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
