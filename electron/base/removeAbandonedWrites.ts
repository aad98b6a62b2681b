import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isTemporaryName } from './temporaryName.ts';

/**
 * Removes what `writeFileAtomically` left in `folder` itself when a process was killed in the middle
 * of it. For whoever knows that nobody writes there now. What cannot be removed stays: it is in
 * nobody's way.
 */
export async function removeAbandonedWrites(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  const abandoned = entries.filter((entry) => entry.isFile() && isTemporaryName(entry.name));
  await Promise.allSettled(abandoned.map(({ name }) => rm(join(folder, name), { force: true })));
}
