import { link, open, rename, rm, unlink } from 'node:fs/promises';

/**
 * How hard links are refused: by FAT, exFAT, some network drives, some systems. `EISDIR` is how Node tells
 * of Windows' ERROR_INVALID_FUNCTION, which FAT answers there.
 */
const linkRefusals: ReadonlySet<unknown> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
  'EACCES',
  'EISDIR',
]);

/**
 * Gives a file another name in the same folder, or rejects with `EEXIST` where something has that name
 * already; two who do it at once cannot both succeed. Where there are no links the name is taken first, by
 * an empty file of ours, so that what the rename replaces is never somebody else's.
 */
export async function moveWithoutReplacing(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && linkRefusals.has(error.code))) throw error;
    await moveOntoReservation(from, to);
    return;
  }
  await unlink(from);
}

async function moveOntoReservation(from: string, to: string): Promise<void> {
  await (await open(to, 'wx')).close();
  try {
    await rename(from, to);
  } catch (error) {
    await rm(to, { force: true });
    throw error;
  }
}
