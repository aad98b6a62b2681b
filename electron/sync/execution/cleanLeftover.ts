import { assertNever } from '../../base/assertNever.ts';
import { ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { ObjectId } from '../../contract/ids.ts';
import type { DeviceObject } from '../../devices/DeviceObject.ts';
import type { Leftover, ToDevice, Transfer } from '../journal/Transfer.ts';
import { removeReceived } from '../receiving/ReceivedFile.ts';
import type { CopyContext } from './CopyContext.ts';
import { isOwnPart } from './isOwnPart.ts';
import { putInPlace } from './putInPlace.ts';

/**
 * Removes what a copy that is not gone on with has left. What is not there any more is as good as
 * removed; what may be somebody else's, or is whole, stays. A new file whose old one is gone already is
 * the only one there is: it is put in its place.
 *
 * @param objectId the leftover's, where the connection that wrote it is still open
 */
export async function cleanLeftover(
  { work, sizeBytes }: Transfer,
  leftover: Leftover,
  objectId: ObjectId | null,
  context: CopyContext,
): Promise<Result<void, AppError>> {
  switch (work.kind) {
    case 'fromDevice':
      return removeReceived(work, leftover.name);
    case 'toDevice':
      return cleanDevice(work, sizeBytes, leftover, objectId, context);
    default:
      return assertNever(work);
  }
}

async function cleanDevice(
  work: ToDevice,
  sizeBytes: number,
  leftover: Leftover,
  objectId: ObjectId | null,
  context: CopyContext,
): Promise<Result<void, AppError>> {
  const { device, folders, signal, tellKept } = context;
  folders.forget(work.storageId, work.folder);
  const found = await folders.find(work.storageId, work.folder, signal);
  if (!found.ok) return found;
  const folder = found.value;
  const object = folder?.named(leftover.name) ?? null;
  if (folder === null || object === null) return ok();
  const isWhole = leftover.stage === 'written' && object.sizeBytes === sizeBytes;
  if (isWhole && work.replaces !== null && !folder.isTaken(work.replaces.name)) {
    const placed = await putInPlace(object, leftover, work, folder, context);
    return placed.kind === 'failed' ? { ok: false, error: placed.error } : ok();
  }
  const removable =
    object.objectId === objectId ? ok(true) : await isPart(object, leftover, sizeBytes, context);
  if (!removable.ok) return removable;
  if (!removable.value) {
    tellKept(object.name);
    return ok();
  }
  const deleted = await device.operations.delete(object.objectId, { signal, ifBusy: 'wait' });
  if (deleted.ok) folder.remove(object.objectId);
  return deleted;
}

/** What is as long as the file it is of may be whole, and somebody's. */
async function isPart(
  object: DeviceObject,
  leftover: Leftover,
  sizeBytes: number,
  context: CopyContext,
): Promise<Result<boolean, AppError>> {
  const isLong = object.sizeBytes > 0 && object.sizeBytes >= sizeBytes;
  if (isLong && leftover.isTemporary !== true) return ok(false);
  return isOwnPart(object, leftover, context);
}
