import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceObject } from '../../devices/DeviceObject.ts';
import { SourceReadError } from '../../devices/SourceReadError.ts';
import type { Leftover, ToDevice, Transfer } from '../journal/Transfer.ts';
import type { OpenedSource } from '../sources/CopySources.ts';
import type { CopyContext } from './CopyContext.ts';
import type { DeviceFolder } from './DeviceFolder.ts';
import { isOwnPart } from './isOwnPart.ts';
import { isAsPlanned } from './findReplaced.ts';
import { readBytes } from './readBytes.ts';

/** Compared at the end of a file of which every byte was sent. */
const tailBytes = 64 * 1_024;

/** What an earlier try has done of a copy. */
export type TakenUp =
  | { readonly kind: 'nothing' }
  /** To be gone on with. */
  | { readonly kind: 'part'; readonly object: DeviceObject; readonly leftover: Leftover }
  /** All of it is there, perhaps not yet in its place. */
  | { readonly kind: 'whole'; readonly object: DeviceObject; readonly leftover: Leftover };

const nothing: TakenUp = { kind: 'nothing' };

/**
 * Looks at what an earlier try left. A part that is ours and cannot be gone on with is removed; what may
 * be somebody else's stays as it is, and is no leftover any more.
 */
export async function takeUpLeftover(
  transfer: Transfer,
  work: ToDevice,
  source: OpenedSource,
  folder: DeviceFolder,
  context: CopyContext,
): Promise<Result<TakenUp, AppError>> {
  const { leftover } = transfer;
  if (leftover === null) return ok(nothing);
  if (leftover.stage === 'written') return takeUpWhole(transfer, work, leftover, folder, context);
  const object = folder.named(leftover.name);
  if (object === null) return ok(nothing);
  const own = await isOwnPart(object, leftover, context);
  if (!own.ok) return own;
  if (!own.value) return letGo(leftover, context);
  const isSame =
    source.sizeBytes === transfer.sizeBytes &&
    (source.modifiedAtMs ?? work.modifiedAtMs) === work.modifiedAtMs;
  const isLong = object.sizeBytes === source.sizeBytes && leftover.isTemporary !== true;
  if (isSame && isLong && object.sizeBytes > 0) {
    const isEqual = await hasTail(object, source, context);
    if (!isEqual.ok) return isEqual;
    return isEqual.value ? ok({ kind: 'whole', object, leftover }) : letGo(leftover, context);
  }
  const { operations } = context.device.connection.capabilities;
  const canResume = operations.has('resumeWrite') && leftover.stage === 'writing';
  if (isSame && canResume && object.sizeBytes <= source.sizeBytes) {
    return ok({ kind: 'part', object, leftover });
  }
  // As long as the file it is of: perhaps not a part.
  if (isLong && object.sizeBytes > 0) return letGo(leftover, context);
  return removePart(object, folder, context);
}

async function takeUpWhole(
  { sizeBytes }: Transfer,
  { name, replaces }: ToDevice,
  leftover: Leftover,
  folder: DeviceFolder,
  context: CopyContext,
): Promise<Result<TakenUp, AppError>> {
  const beside = folder.named(leftover.name);
  if (beside?.kind === 'file' && beside.sizeBytes === sizeBytes) {
    return ok({ kind: 'whole', object: beside, leftover });
  }
  if (beside !== null) return letGo(leftover, context);
  // It may have got its name, and only the answer was lost.
  const placed = folder.named(name);
  const isPlaced = placed?.kind === 'file' && placed.sizeBytes === sizeBytes;
  if (!isPlaced || (replaces !== null && isAsPlanned(placed, replaces))) return ok(nothing);
  return ok({ kind: 'whole', object: placed, leftover });
}

async function letGo(
  leftover: Leftover,
  { noteLeftover, tellKept }: CopyContext,
): Promise<Result<TakenUp, AppError>> {
  tellKept(leftover.name);
  const noted = await noteLeftover(null);
  return noted.ok ? ok(nothing) : noted;
}

async function removePart(
  { objectId }: DeviceObject,
  folder: DeviceFolder,
  { device, signal, noteLeftover }: CopyContext,
): Promise<Result<TakenUp, AppError>> {
  const removed = await device.operations.delete(objectId, { signal, ifBusy: 'wait' });
  if (!removed.ok) return removed;
  folder.remove(objectId);
  const noted = await noteLeftover(null);
  return noted.ok ? ok(nothing) : noted;
}

/** Does the object end as the source does? */
async function hasTail(
  { objectId, sizeBytes }: DeviceObject,
  source: OpenedSource,
  { device: { connection }, signal }: CopyContext,
): Promise<Result<boolean, AppError>> {
  if (!connection.capabilities.operations.has('readRange')) return ok(false);
  const offsetBytes = Math.max(0, sizeBytes - tailBytes);
  const length = sizeBytes - offsetBytes;
  const held = await readBytes(connection, objectId, offsetBytes, length, signal);
  if (!held.ok) return held;
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of source.read(offsetBytes)) chunks.push(chunk);
    return ok(Buffer.concat(chunks).equals(held.value));
  } catch (thrown) {
    if (thrown instanceof SourceReadError) return err(thrown.error);
    throw thrown;
  }
}
