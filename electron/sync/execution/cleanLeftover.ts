import { join } from 'node:path';
import { assertNever } from '../../base/assertNever.ts';
import { ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { Leftover, ToDevice, Transfer } from '../journal/Transfer.ts';
import { removeReceived } from '../receiving/ReceivedFile.ts';
import type { CopyContext } from './CopyContext.ts';
import { putInPlace } from './putInPlace.ts';

/**
 * Removes what a copy that is not gone on with has left. What is not there any more is as good as
 * removed. A new file whose old one is gone already is the only one there is: it is put in its place.
 */
export async function cleanLeftover(
  { work, sizeBytes }: Transfer,
  leftover: Leftover,
  context: CopyContext,
): Promise<Result<void, AppError>> {
  switch (work.kind) {
    case 'fromDevice':
      await removeReceived(join(work.toFolder, ...work.levels), leftover.name);
      return ok();
    case 'toDevice':
      return cleanDevice(work, sizeBytes, leftover, context);
    default:
      return assertNever(work);
  }
}

async function cleanDevice(
  work: ToDevice,
  sizeBytes: number,
  leftover: Leftover,
  context: CopyContext,
): Promise<Result<void, AppError>> {
  const { device, folders, signal } = context;
  folders.forget(work.storageId, work.folder);
  const folder = await folders.find(work.storageId, work.folder, signal);
  if (!folder.ok) return folder;
  const object = folder.value?.find(leftover.name) ?? null;
  if (folder.value === null || object === null) return ok();
  const old = work.replaces === null ? null : folder.value.find(work.replaces);
  if (leftover.stage === 'written' && old === null) {
    const placed = await putInPlace(leftover, work, folder.value, context);
    return placed?.kind === 'failed' ? { ok: false, error: placed.error } : ok();
  }
  // A larger file of this name is not what we wrote.
  if (object.kind !== 'file' || object.sizeBytes > sizeBytes) return ok();
  const deleted = await device.operations.delete(object.objectId, { signal, ifBusy: 'wait' });
  if (deleted.ok) folder.value.remove(leftover.name);
  return deleted;
}
