import { open } from 'node:fs/promises';

/**
 * Puts the names in a folder on the medium: what was made, renamed or removed in it. Windows has no such
 * call, and some file systems refuse it for folders.
 */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  await using folder = await open(path, 'r');
  await folder.sync().catch((thrown: unknown) => {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EINVAL') return;
    throw thrown;
  });
}
