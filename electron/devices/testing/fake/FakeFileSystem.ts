import { err, ok, type Result } from '../../../base/Result.ts';
import type { AppError } from '../../../contract/errors.ts';
import type { ObjectId } from '../../../contract/ids.ts';
import type { WriteRequest } from '../../DeviceConnection.ts';
import type { DeviceObject, FolderReference } from '../../DeviceObject.ts';
import { isLegalName, nameKey } from '../../names/legalName.ts';
import { describeFakeObject, type FakeObject } from './FakeContents.ts';
import type { FakeDevice } from './FakeDevice.ts';

/** What a `FakeDevice` answers to one request, when nothing goes wrong on the way. */
export class FakeFileSystem {
  readonly #device: FakeDevice;

  constructor(device: FakeDevice) {
    this.#device = device;
  }

  describe(object: FakeObject): DeviceObject {
    return describeFakeObject(object, this.#device.faults.sizeLieBytes);
  }

  find(objectId: ObjectId): Result<FakeObject, AppError> {
    const object = this.#device.contents.get(objectId);
    return object === undefined ? err({ code: 'device.noSuchObject' }) : ok(object);
  }

  stat(objectId: ObjectId): Result<DeviceObject, AppError> {
    const found = this.find(objectId);
    return found.ok ? ok(this.describe(found.value)) : found;
  }

  childrenOf(folder: FolderReference): Result<readonly FakeObject[], AppError> {
    const refusal = this.#folderRefusal(folder);
    if (refusal !== null) return err(refusal);
    const also = folder.folderId === null ? undefined : this.#device.alsoIn.get(folder.folderId);
    return ok([...this.#device.contents.childrenOf(folder), ...(also ?? [])]);
  }

  file(objectId: ObjectId): Result<FakeObject, AppError> {
    const found = this.find(objectId);
    if (!found.ok || found.value.kind === 'file') return found;
    return err({ code: 'device.invalidRequest', details: 'a folder has no bytes' });
  }

  create(request: WriteRequest): Result<FakeObject, AppError> {
    const { folder, name, sizeBytes, format, metadata, modifiedAtMs } = request;
    const refusal = this.#placeRefusal(folder, name, null) ?? this.#sizeRefusal(folder, sizeBytes);
    if (refusal !== null) return err(refusal);
    return ok(
      this.#device.add({ parent: folder, name, kind: 'file', format, metadata, modifiedAtMs }),
    );
  }

  makeFolder(parent: FolderReference, name: string): Result<DeviceObject, AppError> {
    const refusal = this.#placeRefusal(parent, name, null);
    if (refusal !== null) return err(refusal);
    return ok(this.describe(this.#device.add({ parent, name, kind: 'folder' })));
  }

  rename(objectId: ObjectId, name: string): Result<DeviceObject, AppError> {
    const found = this.find(objectId);
    if (!found.ok) return found;
    const refusal = this.#placeRefusal(found.value.parent, name, found.value);
    if (refusal !== null) return err(refusal);
    found.value.name = name;
    return ok(this.describe(found.value));
  }

  move(objectId: ObjectId, folder: FolderReference): Result<DeviceObject, AppError> {
    const found = this.#movable(objectId, folder);
    if (!found.ok) return found;
    found.value.parent = folder;
    return ok(this.describe(found.value));
  }

  copy(objectId: ObjectId, folder: FolderReference): Result<DeviceObject, AppError> {
    const found = this.#movable(objectId, folder);
    return found.ok ? ok(this.describe(this.#copyInto(found.value, folder))) : found;
  }

  remove(objectId: ObjectId): Result<void, AppError> {
    const found = this.find(objectId);
    if (!found.ok) return found;
    if (found.value.readOnly) return err({ code: 'device.writeProtected' });
    this.#device.contents.remove(objectId);
    return ok();
  }

  #movable(objectId: ObjectId, folder: FolderReference): Result<FakeObject, AppError> {
    const found = this.find(objectId);
    if (!found.ok) return found;
    const refusal = this.#placeRefusal(folder, found.value.name, null);
    if (refusal !== null) return err(refusal);
    const isIntoItself = this.#device.contents.isWithin(objectId, folder);
    return isIntoItself ? err({ code: 'device.invalidRequest' }) : found;
  }

  #copyInto(object: FakeObject, parent: FolderReference): FakeObject {
    const { name, kind, pieces, format, metadata, modifiedAtMs } = object;
    const copied = this.#device.add({ parent, name, kind, format, metadata, modifiedAtMs });
    copied.pieces = [...pieces];
    const { storageId } = object.parent;
    const within = { storageId: parent.storageId, folderId: copied.objectId };
    for (const child of this.#device.contents.childrenOf({
      storageId,
      folderId: object.objectId,
    })) {
      this.#copyInto(child, within);
    }
    return copied;
  }

  #folderRefusal({ storageId, folderId }: FolderReference): AppError | null {
    if (this.#device.contents.storage(storageId) === undefined) {
      return { code: 'device.noSuchStorage' };
    }
    if (folderId === null) return null;
    const found = this.find(folderId);
    if (!found.ok) return found.error;
    return found.value.kind === 'folder' ? null : { code: 'device.invalidRequest' };
  }

  /** May something of this name be there? `own` is what has the name already. */
  #placeRefusal(folder: FolderReference, name: string, own: FakeObject | null): AppError | null {
    const refusal = this.#folderRefusal(folder);
    if (refusal !== null) return refusal;
    if (this.#device.contents.storage(folder.storageId)?.readOnly === true) {
      return { code: 'device.writeProtected' };
    }
    const { nameRules } = this.#device.capabilities;
    if (!isLegalName(name, nameRules)) return { code: 'device.illegalName', subject: name };
    const isTaken = this.#device.contents
      .childrenOf(folder)
      .some(
        (object) => object !== own && nameKey(object.name, nameRules) === nameKey(name, nameRules),
      );
    return isTaken ? { code: 'device.nameTaken', subject: name } : null;
  }

  #sizeRefusal(folder: FolderReference, sizeBytes: number): AppError | null {
    if (sizeBytes > this.#device.capabilities.maximumObjectBytes) {
      return { code: 'device.objectTooLarge' };
    }
    const freeBytes = this.#device.contents.storage(folder.storageId)?.freeBytes ?? 0;
    return sizeBytes > freeBytes ? { code: 'device.storageFull' } : null;
  }
}
