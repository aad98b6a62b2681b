import type { Leftover, ToDevice } from '../journal/Transfer.ts';
import { failedCopy, type CopyContext, type CopyEnd } from './CopyContext.ts';
import type { DeviceFolder } from './DeviceFolders.ts';

/**
 * Gives a new file that is whole the place of the old one: the old one goes, then the new one gets its
 * name. Each step is skipped where an earlier try has done it. A device that cannot rename keeps the new
 * file under the name it was written as.
 *
 * @returns `null` when the new file is not there: it has to be written again
 */
export async function putInPlace(
  written: Leftover,
  { name, replaces }: ToDevice,
  folder: DeviceFolder,
  { device, signal }: CopyContext,
): Promise<CopyEnd | null> {
  const options = { signal, ifBusy: 'wait' } as const;
  const beside = folder.find(written.name);
  if (beside === null) return null;
  const old = replaces === null ? null : folder.find(replaces);
  if (old !== null && old.objectId !== beside.objectId) {
    const deleted = await device.operations.delete(old.objectId, options);
    if (!deleted.ok) return failedCopy(deleted.error, written);
    folder.remove(old.name);
  }
  if (beside.name === name || !device.connection.capabilities.operations.has('rename')) {
    return { kind: 'done', leftover: null };
  }
  const renamed = await device.operations.rename(beside.objectId, name, options);
  if (!renamed.ok) return failedCopy(renamed.error, written);
  folder.remove(beside.name);
  folder.add(renamed.value);
  return { kind: 'done', leftover: null };
}
