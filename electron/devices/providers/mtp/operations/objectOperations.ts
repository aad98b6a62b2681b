import { setImmediate } from 'node:timers/promises';
import { err, ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import { decodeU32Array, encodeU32Array } from '../codec/arrays.ts';
import { DatasetReader } from '../codec/DatasetReader.ts';
import { decodeObjectInfo, type ObjectInfo } from '../codec/ObjectInfo.ts';
import { protocolError } from '../codec/protocolError.ts';
import { maximumListBytes, type MtpCalls } from './MtpCalls.ts';

/** Where an operation wants a parent, the root of a storage. */
export const rootHandle = 0xffff_ffff;
/** In a parameter that narrows down: do not. */
const anything = 0;
/** A folder of more is no folder of a player, but an attack on our memory. */
const maximumHandles = 500_000;
/** Handles that are taken in before others get their turn: a millisecond or two. */
const handlesAtOnce = 20_000;
const noHandles: ReadonlySet<number> = new Set([0, rootHandle]);

/** How many objects there are directly in a folder. */
export async function getNumObjects(
  calls: MtpCalls,
  storageId: number,
  parent: number,
  signal: AbortSignal,
): Promise<Result<number, AppError>> {
  const called = await calls.command('GetNumObjects', [storageId, anything, parent], signal);
  return called.ok ? ok(called.value[0] ?? 0) : called;
}

export interface ObjectHandles {
  readonly handles: ReadonlySet<number>;
  /** Did the device tell of more than anybody has? */
  readonly isCut: boolean;
}

/** The objects directly in a folder, each once, and not the folder itself. */
export async function getObjectHandles(
  calls: MtpCalls,
  storageId: number,
  parent: number,
  signal: AbortSignal,
): Promise<Result<ObjectHandles, AppError>> {
  const read = await calls.readBytes(
    'GetObjectHandles',
    [storageId, anything, parent],
    { keptBytes: 4 + 4 * maximumHandles, maximumBytes: maximumListBytes },
    signal,
  );
  return read.ok ? decodeHandles(read.value, parent, signal) : read;
}

async function decodeHandles(
  bytes: Uint8Array,
  parent: number,
  signal: AbortSignal,
): Promise<Result<ObjectHandles, AppError>> {
  const reader = new DatasetReader(bytes);
  const count = reader.u32();
  const isCut = count > maximumHandles;
  const handles = new Set<number>();
  for (let index = 1; index <= Math.min(count, maximumHandles) && !reader.failed; index += 1) {
    const handle = reader.u32();
    if (handle !== parent && !noHandles.has(handle)) handles.add(handle);
    if (index % handlesAtOnce === 0) await setImmediate();
    if (signal.aborted) return err({ code: 'app.cancelled' });
  }
  return reader.finish('GetObjectHandles', { handles, isCut });
}

/** uMTP describes an object whose file is gone by no bytes at all (build_objectinfo_dataset). */
export function getObjectInfo(
  calls: MtpCalls,
  handle: number,
  signal: AbortSignal,
): Promise<Result<ObjectInfo, AppError>> {
  const decode = (bytes: Uint8Array): Result<ObjectInfo, AppError> =>
    bytes.byteLength === 0 ? err({ code: 'device.noSuchObject' }) : decodeObjectInfo(bytes);
  return calls.readDataset('GetObjectInfo', [handle], decode, signal);
}

/** A folder goes with what is in it; what could not be deleted makes it `device.partialDeletion`. */
export async function deleteObject(
  calls: MtpCalls,
  handle: number,
  signal: AbortSignal,
): Promise<Result<void, AppError>> {
  const called = await calls.command('DeleteObject', [handle, anything], signal);
  return called.ok ? ok() : called;
}

export async function moveObject(
  calls: MtpCalls,
  handle: number,
  storageId: number,
  parent: number,
  signal: AbortSignal,
): Promise<Result<void, AppError>> {
  const called = await calls.command(
    'MoveObject',
    [handle, storageId, parentParameter(parent)],
    signal,
  );
  return called.ok ? ok() : called;
}

/** The handle of the copy. */
export async function copyObject(
  calls: MtpCalls,
  handle: number,
  storageId: number,
  parent: number,
  signal: AbortSignal,
): Promise<Result<number, AppError>> {
  const called = await calls.command(
    'CopyObject',
    [handle, storageId, parentParameter(parent)],
    signal,
  );
  if (!called.ok) return called;
  const copy = called.value[0];
  return copy === undefined ? err(protocolError('CopyObject: no handle')) : ok(copy);
}

export function getObjectReferences(
  calls: MtpCalls,
  handle: number,
  signal: AbortSignal,
): Promise<Result<readonly number[], AppError>> {
  return calls.readDataset(
    'GetObjectReferences',
    [handle],
    decodeU32Array,
    signal,
    maximumListBytes,
  );
}

export async function setObjectReferences(
  calls: MtpCalls,
  handle: number,
  references: readonly number[],
  signal: AbortSignal,
): Promise<Result<void, AppError>> {
  const bytes = encodeU32Array(references);
  const set = await calls.sendDataset('SetObjectReferences', [handle], bytes, signal);
  return set.ok ? ok() : set;
}

/** Moving and copying name the root 0 (MTP 1.1, D.2.25). */
function parentParameter(parent: number): number {
  return parent === rootHandle ? 0 : parent;
}
