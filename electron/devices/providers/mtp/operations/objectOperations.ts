import { err, ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import { decodeU32Array, encodeU32Array } from '../codec/arrays.ts';
import { decodeObjectInfo, type ObjectInfo } from '../codec/ObjectInfo.ts';
import { protocolError } from '../codec/protocolError.ts';
import { maximumListBytes, type MtpCalls } from './MtpCalls.ts';

/** Where an operation wants a parent, the root of a storage. */
export const rootHandle = 0xffff_ffff;
/** In a parameter that narrows down: do not. */
const anything = 0;
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

/** The objects directly in a folder, each once. */
export async function getObjectHandles(
  calls: MtpCalls,
  storageId: number,
  parent: number,
  signal: AbortSignal,
): Promise<Result<readonly number[], AppError>> {
  const parameters = [storageId, anything, parent];
  const handles = await calls.readDataset(
    'GetObjectHandles',
    parameters,
    decodeU32Array,
    signal,
    maximumListBytes,
  );
  if (!handles.ok) return handles;
  return ok([...new Set(handles.value)].filter((handle) => !noHandles.has(handle)));
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
