import type { DeviceObject } from '../../devices/DeviceObject.ts';
import type { Leftover, ToDevice } from '../journal/Transfer.ts';
import { doneCopy, failedCopy, type CopyContext, type CopyEnd } from './CopyContext.ts';
import type { DeviceFolder } from './DeviceFolder.ts';
import { findReplaced, targetChanged } from './findReplaced.ts';

/**
 * Gives a new file that is whole the place of the old one: the old one goes, then the new one gets its
 * name. Each step is skipped where an earlier try has done it. An old file that is another by now stays,
 * and so does the new one beside it. A device that cannot rename keeps the new file under the name it was
 * written as.
 */
export async function putInPlace(
  beside: DeviceObject,
  written: Leftover,
  { name, replaces }: ToDevice,
  folder: DeviceFolder,
  { device, signal }: CopyContext,
): Promise<CopyEnd> {
  const { connection, operations } = device;
  const options = { signal, ifBusy: 'wait' } as const;
  const found = findReplaced({ replaces }, folder, beside);
  if (!found.ok) return failedCopy(found.error, null);
  const old = found.value;
  if (old !== null && replaces !== null) {
    // The listing may be as old as the run.
    const stated = await connection.stat(old.objectId, signal);
    if (stated.ok && stated.value.sizeBytes !== replaces.sizeBytes) {
      return failedCopy(targetChanged(replaces), null);
    }
    const deleted = stated.ok ? await operations.delete(old.objectId, options) : stated;
    if (!deleted.ok) return failedCopy(deleted.error, written);
    folder.remove(old.objectId);
  }
  if (beside.name === name || !connection.capabilities.operations.has('rename')) return doneCopy;
  const renamed = await operations.rename(beside.objectId, name, options);
  if (!renamed.ok) return failedCopy(renamed.error, written);
  folder.remove(beside.objectId);
  folder.add(renamed.value);
  return doneCopy;
}
