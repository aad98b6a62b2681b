import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceObject, ObjectMetadata } from '../../devices/DeviceObject.ts';
import { uniqueName } from '../../devices/names/uniqueName.ts';
import type { InsertRequest } from '../../devices/operations/InsertRequest.ts';
import type { Leftover, ToDevice, Transfer } from '../journal/Transfer.ts';
import type { CopySources, OpenedSource } from '../sources/CopySources.ts';
import { failedCopy, type CopyContext, type CopyEnd } from './CopyContext.ts';
import type { DeviceFolder } from './DeviceFolders.ts';
import { isDeviceAway } from './isDeviceAway.ts';
import { putInPlace } from './putInPlace.ts';

export interface CopyToDeviceServices {
  readonly sources: CopySources;
  /** JPEG bytes small enough for a player, or `null`. */
  readonly readCover: (music: NonNullable<ToDevice['music']>) => Promise<Uint8Array | null>;
}

/**
 * Brings one file onto the device. What an earlier try left is gone on with where the device allows it
 * and the file is still the same, and removed otherwise. A file that is to be replaced stays until the
 * new one is whole beside it.
 */
export async function copyToDevice(
  transfer: Transfer,
  work: ToDevice,
  services: CopyToDeviceServices,
  context: CopyContext,
): Promise<CopyEnd> {
  const { folders, signal } = context;
  const opened = await services.sources.open(work.source, signal);
  if (!opened.ok) return failedCopy(opened.error, transfer.leftover);
  await using source = opened.value;
  const folder = await folders.make(work.storageId, work.folder, signal);
  if (!folder.ok) return failedCopy(folder.error, transfer.leftover);
  if (transfer.leftover?.stage === 'written') {
    const placed = await putInPlace(transfer.leftover, work, folder.value, context);
    if (placed !== null) return placed;
  }
  const resumed = await resumable(transfer, work, source, folder.value, context);
  if (!resumed.ok) return failedCopy(resumed.error, transfer.leftover);
  const isTemporary = transfer.leftover?.isTemporary === true;
  const named = nameFor(work, folder.value, resumed.value, isTemporary);
  if (!named.ok) return failedCopy(named.error, null);
  const music = work.music;
  const metadata = music && { ...music, coverJpeg: await services.readCover(music) };
  return await write(
    transfer,
    work,
    { source, folder: folder.value, metadata, ...named.value },
    context,
  );
}

/** The part of an earlier try that can be gone on with. Any other part is removed. */
async function resumable(
  transfer: Transfer,
  work: ToDevice,
  source: OpenedSource,
  folder: DeviceFolder,
  { device, signal, noteLeftover }: CopyContext,
): Promise<Result<DeviceObject | null, AppError>> {
  const part = transfer.leftover === null ? null : folder.find(transfer.leftover.name);
  if (part?.kind !== 'file') return ok(null);
  const isSame =
    source.sizeBytes === transfer.sizeBytes &&
    (source.modifiedAtMs ?? work.modifiedAtMs) === work.modifiedAtMs;
  const canResume = device.connection.capabilities.operations.has('resumeWrite');
  if (isSame && canResume && part.sizeBytes <= source.sizeBytes) return ok(part);
  const removed = await device.operations.delete(part.objectId, { signal, ifBusy: 'wait' });
  if (!removed.ok) return removed;
  folder.remove(part.name);
  await noteLeftover(null);
  return ok(null);
}

interface WriteName {
  readonly name: string;
  /** Goes on with this part. */
  readonly part: DeviceObject | null;
  /** It is written beside the file whose place it takes. */
  readonly isBeside: boolean;
}

function nameFor(
  { name, replaces }: ToDevice,
  folder: DeviceFolder,
  part: DeviceObject | null,
  isTemporary: boolean,
): Result<WriteName, AppError> {
  const isBeside = replaces !== null && folder.find(replaces) !== null;
  if (part !== null && !isTemporary) return ok({ name: part.name, part, isBeside });
  if (isBeside) {
    return ok({ name: uniqueName(name, folder.names, folder.rules), part, isBeside });
  }
  // Since the plan was made somebody else has put something there.
  if (folder.find(name) !== null) return err({ code: 'device.nameTaken', subject: name });
  return ok({ name, part, isBeside });
}

interface Writing extends WriteName {
  readonly source: OpenedSource;
  readonly folder: DeviceFolder;
  readonly metadata: ObjectMetadata | null;
}

async function write(
  { name: shownName }: Transfer,
  work: ToDevice,
  { source, folder, metadata, name, part, isBeside }: Writing,
  context: CopyContext,
): Promise<CopyEnd> {
  const { device, signal, noteLeftover, resumedFrom, progressed } = context;
  const { sizeBytes } = source;
  const modifiedAtMs = source.modifiedAtMs ?? work.modifiedAtMs;
  const leftoverOf = (leftName: string): Leftover => ({
    name: leftName,
    stage: 'writing',
    ...(leftName === name ? {} : { isTemporary: true }),
  });
  let createdName = part?.name ?? null;
  if (part !== null) resumedFrom(part.sizeBytes);
  const request: InsertRequest = {
    placement: { kind: 'into', folder: folder.reference },
    name,
    source: {
      describe: () =>
        Promise.resolve(ok({ name, sizeBytes, format: work.format, metadata, modifiedAtMs })),
      open: (offsetBytes) => source.read(offsetBytes),
    },
    ...(part === null ? {} : { resumes: part.objectId }),
    signal,
    ifBusy: 'wait',
    observer: { progressed },
    onCreated: (created) => {
      createdName = created.name;
      return noteLeftover(leftoverOf(created.name));
    },
  };
  const inserted = await device.operations.insert(request);
  if (!inserted.ok) {
    const { error, partial } = inserted.error;
    // A device that is gone cannot say that nothing is left on it.
    const leftName = partial?.name ?? (isDeviceAway(error) ? createdName : null);
    return failedCopy(error, leftName === null ? null : leftoverOf(leftName));
  }
  const object = inserted.value;
  if (part !== null) folder.remove(part.name);
  folder.add(object);
  if (object.sizeBytes !== sizeBytes) {
    const details = `${object.sizeBytes} of ${sizeBytes} bytes`;
    const error: AppError = { code: 'device.verificationFailed', subject: shownName, details };
    return failedCopy(error, { name: object.name, stage: 'writing' });
  }
  if (!isBeside) return { kind: 'done', leftover: null };
  const written = { name: object.name, stage: 'written' } as const;
  await noteLeftover(written);
  return (await putInPlace(written, work, folder, context)) ?? { kind: 'done', leftover: null };
}
