import { err, ok, type Result } from '../../../../base/Result.ts';
import type { AppError, ErrorCode } from '../../../../contract/errors.ts';
import type { ObjectId } from '../../../../contract/ids.ts';
import type { PartialObject, WriteFailure, WriteRequest } from '../../../DeviceConnection.ts';
import type { DeviceObject } from '../../../DeviceObject.ts';
import { dataTypeCodes } from '../codec/codes/dataTypeCodes.ts';
import { formatCodes } from '../codec/codes/formatCodes.ts';
import { objectPropertyCodes } from '../codec/codes/objectPropertyCodes.ts';
import { formatDateTimeString } from '../codec/dateTimeString.ts';
import { sizeBeyond32Bits } from '../codec/ObjectInfo.ts';
import type { ObjectProperty } from '../codec/ObjectPropertyList.ts';
import {
  beginEditObject,
  endEditObject,
  sendPartialObject,
  truncateObject,
} from '../operations/editObject.ts';
import { readMtpObject, withWrittenSize, type MtpObject } from '../operations/MtpObject.ts';
import { getStorageInfo } from '../operations/storageOperations.ts';
import { writeObject, type NewObject } from '../operations/writeObject.ts';
import { FreeSpace } from './FreeSpace.ts';
import { formatCodeOf } from './mtpFormats.ts';
import type { MtpContext } from './MtpContext.ts';
import type { MtpFacts } from './MtpFacts.ts';
import type { FolderHandle } from './ObjectIds.ts';
import { shownProperties, shownValues } from './shownProperties.ts';

/** After these the device cannot be asked what it kept. */
const endings: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'device.disconnected',
  'device.timedOut',
]);
const never = new AbortController().signal;

/** Writing objects, and going on with those that are there in part. */
export class MtpWrites {
  readonly #context: MtpContext;
  readonly #facts: MtpFacts;
  readonly #freeSpace = new FreeSpace();

  constructor(context: MtpContext, facts: MtpFacts) {
    this.#context = context;
    this.#facts = facts;
  }

  setInSession(isInSession: boolean): void {
    this.#freeSpace.setInSession(isInSession);
  }

  async write(request: WriteRequest): Promise<Result<DeviceObject, WriteFailure>> {
    const { signal, name, sizeBytes } = request;
    const folder = this.#context.ids.folder(request.folder);
    if (!folder.ok) return err({ error: folder.error, partial: null });
    const ready = await this.#prepare(folder.value, request);
    if (!ready.ok) return err({ error: ready.error, partial: null });
    let sentBytes = 0;
    const content = {
      chunks: request.open(0),
      onAnnounced: (handle: number) => {
        this.#context.names.beginWriting(folder.value, handle, name);
        return request.onCreated?.(this.#partial(handle, name, 0));
      },
      onProgress(bytes: number) {
        sentBytes = bytes;
        if (bytes < sizeBytes) request.onProgress(bytes);
      },
    };
    const written = await writeObject(this.#context.session, ready.value, content, signal);
    if (!written.ok) {
      const { error, handle } = written.error;
      if (handle !== null) this.#context.names.endWriting(handle);
      const partial = await this.#kept(folder.value, handle, name, sentBytes, error);
      return err({ error, partial });
    }
    const { handle, propertiesTold } = written.value;
    const finished = await this.#finish(folder.value, handle, propertiesTold, request);
    this.#context.names.endWriting(handle);
    return finished;
  }

  async resumeWrite(
    objectId: ObjectId,
    request: WriteRequest,
  ): Promise<Result<DeviceObject, WriteFailure>> {
    const { signal, name, sizeBytes } = request;
    const folder = this.#context.ids.folder(request.folder);
    if (!folder.ok) return err({ error: folder.error, partial: null });
    const { acknowledgedBytes = sizeBytes } = request;
    const object = await this.#context.read(objectId, signal);
    if (!object.ok) {
      const isGone = object.error.code === 'device.noSuchObject';
      const partial = { objectId, name, writtenBytes: request.acknowledgedBytes ?? 0 };
      return err({ error: object.error, partial: isGone ? null : partial });
    }
    const { handle } = object.value;
    const heldBytes = Math.min(object.value.sizeBytes, acknowledgedBytes, sizeBytes);
    await request.onCreated?.(this.#partial(handle, name, heldBytes));
    const sent = { bytes: 0 };
    const edited = await this.#edit(handle, heldBytes, request, sent);
    if (edited.ok) return this.#finish(folder.value, handle, false, request);
    const partial = this.#partial(handle, name, heldBytes + sent.bytes);
    return err({ error: edited.error, partial });
  }

  async #edit(
    handle: number,
    heldBytes: number,
    request: WriteRequest,
    sent: { bytes: number },
  ): Promise<Result<void, AppError>> {
    const { signal, sizeBytes } = request;
    const { calls } = this.#context.session;
    const begun = await beginEditObject(calls, handle, signal);
    if (!begun.ok) return begun;
    const truncated = await truncateObject(calls, handle, heldBytes, signal);
    const part = {
      handle,
      offsetBytes: heldBytes,
      sizeBytes: sizeBytes - heldBytes,
      chunks: request.open(heldBytes),
      onProgress(bytes: number) {
        sent.bytes = bytes;
        if (heldBytes + bytes < sizeBytes) request.onProgress(heldBytes + bytes);
      },
    };
    const written = truncated.ok ? await sendPartialObject(calls, part, signal) : truncated;
    const ended = await endEditObject(calls, handle, never);
    return written.ok ? ended : written;
  }

  /** What would be refused is refused before a byte is read. */
  async #prepare(
    folder: FolderHandle,
    request: WriteRequest,
  ): Promise<Result<NewObject, AppError>> {
    const { signal, name, sizeBytes, modifiedAtMs } = request;
    if (sizeBytes > this.#context.capabilities.maximumObjectBytes) {
      return err({ code: 'device.objectTooLarge', subject: name });
    }
    const free = await this.#context.checkName(folder, name, signal);
    if (!free.ok) return free;
    const { calls, deviceInfo } = this.#context.session;
    const { storageId } = folder;
    const ask = () => getStorageInfo(calls, storageId, signal);
    const hasRoom = await this.#freeSpace.take(storageId, sizeBytes, ask);
    if (!hasRoom.ok) return hasRoom;
    if (!hasRoom.value) return err({ code: 'device.storageFull', subject: name });
    const format = formatCodeOf(request.format, deviceInfo.playbackFormats);
    const properties = await this.#propertiesOf(format, request);
    if (!properties.ok) return properties;
    const modified = modifiedAtMs === null ? '' : formatDateTimeString(modifiedAtMs);
    return ok({
      ...folder,
      format,
      fileName: name,
      sizeBytes,
      dateCreated: modified,
      dateModified: modified,
      properties: properties.value,
    });
  }

  /**
   * Told with the object where the device has SendObjectPropList: those that are shown, and for what
   * ObjectInfo has no room, the size.
   */
  async #propertiesOf(
    format: number,
    { metadata, name, sizeBytes, modifiedAtMs, signal }: WriteRequest,
  ): Promise<Result<readonly Omit<ObjectProperty, 'handle'>[], AppError>> {
    const { session, support } = this.#context;
    const isNeeded = metadata !== null || sizeBytes >= sizeBeyond32Bits;
    if (!isNeeded || !session.calls.supports('SendObjectPropList')) return ok([]);
    const { ObjectFileName, DateModified } = objectPropertyCodes;
    const known = await support.describe(format, [...shownProperties, DateModified], signal);
    if (!known.ok) return known;
    const values = new Map(metadata === null ? [] : shownValues(metadata));
    if (modifiedAtMs !== null) values.set(DateModified, formatDateTimeString(modifiedAtMs));
    const told = [...values].flatMap(([property, value]) => {
      const dataType = known.value.get(property)?.dataType;
      return dataType === undefined ? [] : [{ property, dataType, value }];
    });
    const fileName = { property: ObjectFileName, dataType: dataTypeCodes.String, value: name };
    return ok([fileName, ...told]);
  }

  async #finish(
    folder: FolderHandle,
    handle: number,
    propertiesTold: boolean,
    request: WriteRequest,
  ): Promise<Result<DeviceObject, WriteFailure>> {
    const { name, sizeBytes, metadata } = request;
    const found = await this.#context.findNew(folder, handle, name, never);
    if (!found.ok) {
      const partial = { ...this.#partial(handle, name, sizeBytes), isWhole: true } as const;
      return err({ error: found.error, partial });
    }
    this.#context.names.add(folder, found.value);
    if (metadata !== null) {
      // The file is there whole; a player that takes no title shows its name.
      if (propertiesTold) await this.#facts.setCover(found.value, metadata, never);
      else await this.#facts.setMetadata(found.value, metadata, never);
    }
    request.onProgress(sizeBytes);
    return ok(this.#context.describe(withWrittenSize(found.value, sizeBytes), request.folder));
  }

  /** What a write that failed left, by the device's own account while it can be asked. */
  async #kept(
    folder: FolderHandle,
    handle: number | null,
    name: string,
    sentBytes: number,
    error: AppError,
  ): Promise<PartialObject | null> {
    if (handle === null) return null;
    this.#context.names.forget(handle);
    if (endings.has(error.code)) return this.#partial(handle, name, sentBytes);
    const kept = await this.#findKept(folder, handle, name);
    if (!kept.ok) return this.#partial(handle, name, sentBytes);
    return kept.value === null
      ? null
      : this.#partial(kept.value.handle, name, Math.min(sentBytes, kept.value.sizeBytes));
  }

  /** `null` when nothing was kept. */
  async #findKept(
    folder: FolderHandle,
    handle: number,
    name: string,
  ): Promise<Result<MtpObject | null, AppError>> {
    const { session } = this.#context;
    if (!session.quirks.announcesOtherHandle) {
      const kept = await readMtpObject(session.calls, handle, never);
      return kept.ok || kept.error.code !== 'device.noSuchObject' ? kept : ok(null);
    }
    const children = await this.#context.children(folder, never);
    if (!children.ok) return children;
    const isKept = ({ fileName, format }: MtpObject) =>
      fileName === name && format !== formatCodes.Association;
    return ok(children.value.find(isKept) ?? null);
  }

  #partial(handle: number, name: string, writtenBytes: number): PartialObject {
    return { objectId: this.#context.ids.objectId(handle), name, writtenBytes };
  }
}
