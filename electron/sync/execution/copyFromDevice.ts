import { randomUUID } from 'node:crypto';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceObject } from '../../devices/DeviceObject.ts';
import type { FromDevice, Leftover, Transfer } from '../journal/Transfer.ts';
import { folderOnComputer, ReceivedFile, removeReceived } from '../receiving/ReceivedFile.ts';
import { failedCopy, type CopyContext, type CopyEnd } from './CopyContext.ts';

/**
 * Brings one file of the device onto this computer: beside its name first, whole and with its date, then
 * under a name that is free. A broken one is read again from its beginning.
 */
export async function copyFromDevice(
  transfer: Transfer,
  work: FromDevice,
  context: CopyContext,
): Promise<CopyEnd> {
  const { device, signal, noteLeftover } = context;
  const found = await findObject(work, context);
  if (!found.ok) return failedCopy(found.error, transfer.leftover);
  const folder = await folderOnComputer(work);
  if (!folder.ok) return failedCopy(folder.error, transfer.leftover);
  if (transfer.leftover !== null) await removeReceived(folder.value, transfer.leftover.name);

  const leftover: Leftover = { name: `.portamento-${randomUUID()}.part`, stage: 'writing' };
  await noteLeftover(leftover);
  const file = new ReceivedFile(folder.value, leftover.name, work.name);
  const read = await device.operations.read(
    found.value.objectId,
    { take: (object, bytes) => file.receive(bytes, object.modifiedAtMs ?? work.modifiedAtMs) },
    { signal, ifBusy: 'wait', observer: { progressed: (bytes) => context.progressed(bytes) } },
  );
  const placed = read.ok ? await file.putInPlace() : read;
  if (placed.ok) return { kind: 'done', leftover: null };
  await removeReceived(folder.value, leftover.name);
  return failedCopy(placed.error, null);
}

async function findObject(
  { storageId, path }: FromDevice,
  { folders, signal }: CopyContext,
): Promise<Result<DeviceObject, AppError>> {
  const name = path.at(-1) ?? '';
  const folder = await folders.find(storageId, path.slice(0, -1), signal);
  if (!folder.ok) return folder;
  const object = folder.value?.find(name);
  return object?.kind === 'file' ? ok(object) : err({ code: 'device.noSuchObject', subject: name });
}
