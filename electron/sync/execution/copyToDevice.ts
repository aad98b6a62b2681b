import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError, ErrorCode } from '../../contract/errors.ts';
import type { DeviceObject, ObjectMetadata } from '../../devices/DeviceObject.ts';
import type { InsertRequest } from '../../devices/operations/InsertRequest.ts';
import type { ToDevice, Transfer } from '../journal/Transfer.ts';
import type { CopySources, OpenedSource } from '../sources/CopySources.ts';
import { doneCopy, failedCopy, type CopyContext, type CopyEnd } from './CopyContext.ts';
import { CopyNotes } from './CopyNotes.ts';
import type { DeviceFolder } from './DeviceFolder.ts';
import { findReplaced } from './findReplaced.ts';
import { putInPlace } from './putInPlace.ts';
import { takeUpLeftover, type TakenUp } from './takeUpLeftover.ts';

export interface CopyToDeviceServices {
  readonly sources: CopySources;
  /** JPEG bytes small enough for a player, or `null`, and at once after an abort. */
  readonly readCover: (
    music: NonNullable<ToDevice['music']>,
    signal: AbortSignal,
  ) => Promise<Uint8Array | null>;
}

/** A part is gone on with from a multiple of this: the last bytes before an end are the least certain. */
const resumeStepBytes = 64 * 1_024;

/** Refused before anything was made. */
const refusals: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'device.nameTaken',
  'device.illegalName',
  'device.storageFull',
  'device.objectTooLarge',
  'device.writeProtected',
  'device.unsupported',
  'device.notCertified',
  'device.certificateExpired',
]);

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
  // What was left is in no listing from before.
  if (transfer.leftover !== null) folders.forget(work.storageId, work.folder);
  const made = await folders.make(work.storageId, work.folder, signal);
  if (!made.ok) return failedCopy(made.error, transfer.leftover);
  const folder = made.value;
  const taken = await takeUpLeftover(transfer, work, source, folder, context);
  if (!taken.ok) return failedCopy(taken.error, transfer.leftover);
  const earlier = taken.value;
  if (earlier.kind === 'whole') {
    return await putInPlace(earlier.object, earlier.leftover, work, folder, context);
  }
  const left = earlier.kind === 'part' ? earlier.leftover : null;
  const named = nameFor(work, folder, earlier);
  if (!named.ok) return failedCopy(named.error, left);
  const music = work.music;
  const metadata = music && { ...music, coverJpeg: await services.readCover(music, signal) };
  if (signal.aborted) return failedCopy({ code: 'app.cancelled' }, left);
  const writing = { source, folder, metadata, earlier, ...named.value };
  // Awaited here: the source is open for as long.
  return await write(transfer, work, writing, context);
}

interface WriteName {
  readonly name: string;
  /** It is written beside the file whose place it takes. */
  readonly isBeside: boolean;
}

function nameFor(
  work: ToDevice,
  folder: DeviceFolder,
  earlier: TakenUp,
): Result<WriteName, AppError> {
  const part = earlier.kind === 'part' ? earlier : null;
  const replaced = findReplaced(work, folder, part?.object ?? null);
  if (!replaced.ok) return replaced;
  const isBeside = replaced.value !== null;
  if (part !== null && part.leftover.isTemporary !== true) {
    return ok({ name: part.object.name, isBeside });
  }
  if (isBeside) return ok({ name: folder.names.unique(work.name), isBeside });
  // Since the plan was made somebody else has put something there.
  if (folder.isTaken(work.name)) return err({ code: 'device.nameTaken', subject: work.name });
  return ok({ name: work.name, isBeside });
}

interface Writing extends WriteName {
  readonly source: OpenedSource;
  readonly folder: DeviceFolder;
  readonly metadata: ObjectMetadata | null;
  readonly earlier: TakenUp;
}

async function write(
  { name: shownName }: Transfer,
  work: ToDevice,
  { source, folder, metadata, name, earlier, isBeside }: Writing,
  context: CopyContext,
): Promise<CopyEnd> {
  const { device, signal, noteLeftover, resumedFrom, progressed } = context;
  const { sizeBytes } = source;
  const modifiedAtMs = source.modifiedAtMs ?? work.modifiedAtMs;
  const part = earlier.kind === 'part' ? earlier : null;
  const notes = new CopyNotes(name, sizeBytes, part?.leftover ?? null, noteLeftover);
  const begun = await notes.begin();
  if (!begun.ok) return failedCopy(begun.error, null);
  const resumes = part === null ? null : resumptionOf(part.object, part.leftover.writtenBytes ?? 0);
  if (resumes !== null) resumedFrom(resumes.acknowledgedBytes);
  const request: InsertRequest = {
    placement: { kind: 'into', folder: folder.reference },
    name,
    source: {
      describe: () =>
        Promise.resolve(ok({ name, sizeBytes, format: work.format, metadata, modifiedAtMs })),
      open: (offsetBytes) => notes.handOut(source.read(offsetBytes), offsetBytes),
    },
    ...(resumes === null ? {} : { resumes }),
    signal,
    ifBusy: 'wait',
    observer: {
      progressed: (doneBytes) => {
        notes.acknowledged(doneBytes);
        progressed(doneBytes);
      },
    },
    onCreated: (created) => notes.created(created),
  };
  const inserted = await device.operations.insert(request);
  if (!inserted.ok) {
    const { error, partial } = inserted.error;
    return failedCopy(error, notes.left(partial, refusals.has(error.code)), partial?.objectId);
  }
  const object = inserted.value;
  if (part !== null) folder.remove(part.object.objectId);
  folder.add(object);
  const written = notes.written(object.name);
  if (object.sizeBytes !== sizeBytes) {
    const details = `${object.sizeBytes} of ${sizeBytes} bytes`;
    const error: AppError = { code: 'device.verificationFailed', subject: shownName, details };
    return failedCopy(error, { ...written, stage: 'writing' }, object.objectId);
  }
  if (!isBeside) return doneCopy;
  const noted = await noteLeftover(written);
  if (!noted.ok) return failedCopy(noted.error, written);
  return putInPlace(object, written, work, folder, context);
}

function resumptionOf(part: DeviceObject, writtenBytes: number) {
  const heldBytes = Math.min(part.sizeBytes, writtenBytes);
  return {
    objectId: part.objectId,
    acknowledgedBytes: heldBytes - (heldBytes % resumeStepBytes),
  };
}
