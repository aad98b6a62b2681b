import { err, ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import type { ObjectId } from '../../../../contract/ids.ts';
import type { ListOptions, ListOutcome, ReadRequest } from '../../../DeviceConnection.ts';
import type { DeviceObject, FolderReference, SkippedObject } from '../../../DeviceObject.ts';
import { dataTypeCodes } from '../codec/codes/dataTypeCodes.ts';
import { formatCodes } from '../codec/codes/formatCodes.ts';
import { objectPropertyCodes } from '../codec/codes/objectPropertyCodes.ts';
import { sizeBeyond32Bits } from '../codec/ObjectInfo.ts';
import { protocolError } from '../codec/protocolError.ts';
import type { MtpObject } from '../operations/MtpObject.ts';
import {
  copyObject,
  deleteObject,
  moveObject,
  rootHandle,
} from '../operations/objectOperations.ts';
import { setObjectPropValue } from '../operations/objectPropertyOperations.ts';
import { rangedBytesOf, readObject } from '../operations/readObject.ts';
import { makeFolder } from '../operations/writeObject.ts';
import type { MtpContext } from './MtpContext.ts';
import type { FolderHandle } from './ObjectIds.ts';

/** Folders in each other beyond which something is wrong. */
const maximumDepth = 64;

/** Listing, reading, and changing where objects are and what they are called. */
export class MtpFiles {
  readonly #context: MtpContext;

  constructor(context: MtpContext) {
    this.#context = context;
  }

  async list(
    reference: FolderReference,
    options: ListOptions,
  ): Promise<Result<ListOutcome, AppError>> {
    const { signal } = options;
    const folder = this.#context.ids.folder(reference);
    if (!folder.ok) return folder;
    const skipped: SkippedObject[] = [];
    const { storageId, parent } = folder.value;
    const describe = (object: MtpObject) => this.#context.describe(object, reference);
    const listed = await this.#context.lister.list(storageId, parent, {
      signal,
      onCount: (count) => options.onEstimate?.(count),
      onObjects(objects) {
        if (signal.aborted) return;
        const named = objects.filter(({ fileName }) => fileName !== '');
        if (named.length < objects.length) skipped.push({ reason: 'illegalName', name: null });
        options.onEntries(named.map((object) => describe(object)));
      },
    });
    if (!listed.ok) return listed;
    if (signal.aborted) return err({ code: 'app.cancelled' });
    const { unreadableCount, vanishedCount, isCut } = listed.value;
    const skip = (reason: SkippedObject['reason'], count: number) =>
      skipped.push(...Array.from({ length: count }, () => ({ reason, name: null })));
    skip('unreadable', unreadableCount);
    skip('vanished', vanishedCount);
    skip('tooMany', isCut ? 1 : 0);
    return ok({ skipped });
  }

  /** A part of known length needs no look at the object, unless it does not come as it was asked for. */
  async read(request: ReadRequest): Promise<Result<void, AppError>> {
    const { objectId, offsetBytes, lengthBytes, signal } = request;
    const handle = this.#context.ids.handle(objectId);
    if (!handle.ok) return handle;
    const { calls } = this.#context.session;
    const rangeOf = (rangeBytes: number) => ({
      handle: handle.value,
      offsetBytes,
      lengthBytes: rangeBytes,
      onChunk: (chunk: Uint8Array) => request.onChunk(chunk),
    });
    // What ends where 32 bits do may be all that is known of a larger file.
    const isPart =
      lengthBytes !== null &&
      offsetBytes + lengthBytes < sizeBeyond32Bits &&
      offsetBytes + lengthBytes <= rangedBytesOf(calls);
    const part = isPart ? await readObject(calls, rangeOf(lengthBytes), signal) : null;
    if (part?.ok === true && part.value === lengthBytes) return ok();
    const object = await this.#context.read(objectId, signal);
    if (!object.ok) return object;
    const { format, sizeBytes, isSizeKnown, fileName } = object.value;
    if (format === formatCodes.Association) return err({ code: 'device.invalidRequest' });
    // Whoever reads as much as is told would have a part and take it for the whole.
    if (!isSizeKnown) return err({ code: 'device.objectTooLarge', subject: fileName });
    const restBytes = Math.max(0, sizeBytes - offsetBytes);
    const wantedBytes = Math.min(lengthBytes ?? restBytes, restBytes);
    const read = part ?? (await readObject(calls, rangeOf(wantedBytes), signal));
    // Some devices refuse what begins at the end, or beyond it.
    if (!read.ok) return wantedBytes === 0 ? ok() : read;
    if (read.value === wantedBytes) return ok();
    return err(protocolError(`${read.value} of ${wantedBytes} bytes`));
  }

  async makeFolder(
    reference: FolderReference,
    name: string,
    signal: AbortSignal,
  ): Promise<Result<DeviceObject, AppError>> {
    const folder = this.#context.ids.folder(reference);
    if (!folder.ok) return folder;
    const free = await this.#context.checkName(folder.value, name, signal);
    if (!free.ok) return free;
    const { calls } = this.#context.session;
    const made = await makeFolder(calls, { ...folder.value, fileName: name }, signal);
    if (!made.ok) return made;
    const found = await this.#context.findNew(folder.value, made.value, name, signal);
    if (!found.ok) return found;
    this.#context.names.add(folder.value, found.value);
    return ok(this.#context.describe(found.value, reference));
  }

  async rename(
    objectId: ObjectId,
    name: string,
    signal: AbortSignal,
  ): Promise<Result<DeviceObject, AppError>> {
    const object = await this.#context.read(objectId, signal);
    if (!object.ok) return object;
    const { handle } = object.value;
    const folder = folderOf(object.value);
    const free = await this.#context.checkName(folder, name, signal, handle);
    if (!free.ok) return free;
    const { ObjectFileName } = objectPropertyCodes;
    const { calls } = this.#context.session;
    const renamed = await setObjectPropValue(
      calls,
      handle,
      ObjectFileName,
      dataTypeCodes.String,
      name,
      signal,
    );
    if (!renamed.ok) return renamed;
    this.#context.names.forget(object.value.handle);
    return this.#context.stat(objectId, signal);
  }

  async move(
    objectId: ObjectId,
    target: FolderReference,
    signal: AbortSignal,
  ): Promise<Result<DeviceObject, AppError>> {
    const way = await this.#wayTo(objectId, target, signal);
    if (!way.ok) return way;
    const { object, folder } = way.value;
    const { calls } = this.#context.session;
    const { storageId, parent } = folder;
    const moved = await moveObject(calls, object.handle, storageId, parent, signal);
    if (!moved.ok) return moved;
    this.#context.names.forget(object.handle);
    return this.#context.stat(objectId, signal);
  }

  async copy(
    objectId: ObjectId,
    target: FolderReference,
    signal: AbortSignal,
  ): Promise<Result<DeviceObject, AppError>> {
    const way = await this.#wayTo(objectId, target, signal);
    if (!way.ok) return way;
    const { object, folder } = way.value;
    const { calls } = this.#context.session;
    const { storageId, parent } = folder;
    const copied = await copyObject(calls, object.handle, storageId, parent, signal);
    if (!copied.ok) return copied;
    this.#context.names.forget(copied.value);
    return this.#context.stat(this.#context.ids.objectId(copied.value), signal);
  }

  async remove(objectId: ObjectId, signal: AbortSignal): Promise<Result<void, AppError>> {
    const object = await this.#context.read(objectId, signal);
    if (!object.ok) return object;
    this.#context.names.forget(object.value.handle);
    return this.#removeTree(object.value, maximumDepth, signal);
  }

  /** Some devices delete a folder only when it is empty: QEMU forgets the files right in it. */
  async #removeTree(
    object: MtpObject,
    depth: number,
    signal: AbortSignal,
  ): Promise<Result<void, AppError>> {
    const { calls } = this.#context.session;
    const removed = await deleteObject(calls, object.handle, signal);
    const isLeft = !removed.ok && removed.error.code === 'device.partialDeletion';
    if (!isLeft || object.format !== formatCodes.Association || depth === 0) return removed;
    const folder = { storageId: object.storageId, parent: object.handle };
    const children = await this.#context.children(folder, signal);
    if (!children.ok || children.value.length === 0) return removed;
    for (const child of children.value) {
      const gone = await this.#removeTree(child, depth - 1, signal);
      if (!gone.ok) return gone;
    }
    return deleteObject(calls, object.handle, signal);
  }

  /** What goes, and where to: not into itself, and not onto another of its name. */
  async #wayTo(
    objectId: ObjectId,
    target: FolderReference,
    signal: AbortSignal,
  ): Promise<Result<{ readonly object: MtpObject; readonly folder: FolderHandle }, AppError>> {
    const object = await this.#context.read(objectId, signal);
    if (!object.ok) return object;
    const folder = this.#context.ids.folder(target);
    if (!folder.ok) return folder;
    const isInside = await this.#isInside(folder.value.parent, object.value.handle, signal);
    if (!isInside.ok) return isInside;
    if (isInside.value) return err({ code: 'device.invalidRequest' });
    const free = await this.#context.checkName(folder.value, object.value.fileName, signal);
    return free.ok ? ok({ object: object.value, folder: folder.value }) : free;
  }

  async #isInside(
    folder: number,
    handle: number,
    signal: AbortSignal,
  ): Promise<Result<boolean, AppError>> {
    let above = folder;
    for (let depth = 0; depth < maximumDepth; depth += 1) {
      if (above === handle) return ok(true);
      if (above === 0 || above === rootHandle) return ok(false);
      const object = await this.#context.read(this.#context.ids.objectId(above), signal);
      if (!object.ok) return object;
      above = object.value.parent;
    }
    return err(protocolError('folders without an end'));
  }
}

function folderOf({ storageId, parent }: MtpObject): FolderHandle {
  return { storageId, parent: parent === 0 ? rootHandle : parent };
}
