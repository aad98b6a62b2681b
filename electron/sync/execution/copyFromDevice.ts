import { randomUUID } from 'node:crypto';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceObject } from '../../devices/DeviceObject.ts';
import type { FromDevice, Leftover, Transfer } from '../journal/Transfer.ts';
import { folderOnComputer, type ReceivingRoots } from '../receiving/folderOnComputer.ts';
import { ReceivedFile, removeReceived } from '../receiving/ReceivedFile.ts';
import { doneCopy, failedCopy, type CopyContext, type CopyEnd } from './CopyContext.ts';

export interface CopyFromDeviceServices {
  readonly receivingRoots: ReceivingRoots;
}

/**
 * Brings one file of the device onto this computer: beside its name first, whole and with its date, then
 * under a name that is free. A broken one is read again from its beginning.
 */
export async function copyFromDevice(
  transfer: Transfer,
  work: FromDevice,
  services: CopyFromDeviceServices,
  context: CopyContext,
): Promise<CopyEnd> {
  const earlier = await takeUpReceived(transfer, work, services, context);
  if (!earlier.ok) return failedCopy(earlier.error, transfer.leftover);
  if (earlier.value === 'inPlace') return doneCopy;
  const found = await findObject(transfer, work, context);
  if (!found.ok) return failedCopy(found.error, null);
  const folder = await folderOnComputer(work, services.receivingRoots);
  if (!folder.ok) return failedCopy(folder.error, null);
  return receive(found.value, work, folder.value, context);
}

/** A file that was whole when the program ended only lacks its name; any other part is removed. */
async function takeUpReceived(
  { sizeBytes, leftover }: Transfer,
  work: FromDevice,
  { receivingRoots }: CopyFromDeviceServices,
  context: CopyContext,
): Promise<Result<'inPlace' | 'nothing', AppError>> {
  if (leftover === null) return ok('nothing');
  const { name, stage, finalName } = leftover;
  if (stage === 'written' && finalName !== undefined) {
    const folder = await folderOnComputer(work, receivingRoots);
    if (!folder.ok) return folder;
    const file = receivedFile(folder.value, work.name, name, context);
    if (await file.isWhole(finalName, sizeBytes)) {
      const placed = await file.putInPlace(finalName);
      return placed.ok ? ok('inPlace') : placed;
    }
  }
  const removed = await removeReceived(work, name);
  return removed.ok ? ok('nothing') : removed;
}

async function receive(
  object: DeviceObject,
  work: FromDevice,
  folder: string,
  context: CopyContext,
): Promise<CopyEnd> {
  const { device, signal, noteLeftover } = context;
  const leftover: Leftover = { name: `.portamento-${randomUUID()}.part`, stage: 'writing' };
  const noted = await noteLeftover(leftover);
  if (!noted.ok) return failedCopy(noted.error, null);
  const file = receivedFile(folder, work.name, leftover.name, context);
  const read = await device.operations.read(
    object.objectId,
    { take: (taken, bytes) => file.receive(bytes, taken.modifiedAtMs ?? work.modifiedAtMs) },
    { signal, ifBusy: 'wait', observer: { progressed: (bytes) => context.progressed(bytes) } },
  );
  const placed = read.ok ? await file.putInPlace() : read;
  if (placed.ok) return doneCopy;
  const removed = await removeReceived(work, leftover.name);
  return failedCopy(placed.error, removed.ok ? null : leftover);
}

function receivedFile(
  folder: string,
  name: string,
  temporaryName: string,
  { noteLeftover }: CopyContext,
): ReceivedFile {
  const noteName = (finalName: string) =>
    noteLeftover({ name: temporaryName, stage: 'written', finalName });
  return new ReceivedFile({ folder, temporaryName, name, noteName });
}

/** The file that was asked for; another that has come under its name since is `file.changed`. */
async function findObject(
  { sizeBytes }: Transfer,
  { storageId, path, modifiedAtMs }: FromDevice,
  { folders, signal }: CopyContext,
): Promise<Result<DeviceObject, AppError>> {
  const name = path.at(-1) ?? '';
  const folder = await folders.find(storageId, path.slice(0, -1), signal);
  if (!folder.ok) return folder;
  const found = folder.value === null ? ok(null) : folder.value.find(name, 'file');
  if (!found.ok) return found;
  const object = found.value;
  if (object === null) return err({ code: 'device.noSuchObject', subject: name });
  const dates = [modifiedAtMs, object.modifiedAtMs].filter((date) => date !== null);
  const isSame = object.sizeBytes === sizeBytes && new Set(dates).size <= 1;
  return isSame ? ok(object) : err({ code: 'file.changed', subject: name });
}
