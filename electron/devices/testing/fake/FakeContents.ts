import { ObjectId, type StorageId } from '../../../contract/ids.ts';
import type { DeviceObject, FolderReference, ObjectMetadata } from '../../DeviceObject.ts';
import type { DeviceStorage } from '../../DeviceStorage.ts';
import type { ObjectFormat } from '../../ObjectFormat.ts';

/** A file or folder in the memory of a `FakeDevice`; a stranger's, so that anything can be wrong with it. */
export interface FakeObject {
  readonly objectId: ObjectId;
  parent: FolderReference;
  name: string;
  readonly kind: 'file' | 'folder';
  /** What was written, piece by piece. */
  pieces: Uint8Array[];
  format: ObjectFormat;
  metadata: ObjectMetadata | null;
  references: readonly ObjectId[];
  modifiedAtMs: number | null;
  readOnly: boolean;
}

export type NewFakeObject = Pick<FakeObject, 'parent' | 'name' | 'kind'> &
  Partial<Pick<FakeObject, 'format' | 'metadata' | 'modifiedAtMs' | 'readOnly'>> & {
    readonly bytes?: Uint8Array;
  };

/** What a `FakeDevice` holds: storages and objects by id. */
export class FakeContents {
  #storages: readonly DeviceStorage[];
  readonly #objects = new Map<ObjectId, FakeObject>();
  #lastNumber = 0;

  constructor(storages: readonly DeviceStorage[]) {
    this.#storages = storages;
  }

  /** With the space that is free now; 0 when more is on it than fits. */
  get storages(): readonly DeviceStorage[] {
    return this.#storages.map((storage) => {
      const usedBytes = [...this.#objects.values()]
        .filter((object) => object.parent.storageId === storage.storageId)
        .reduce((sum, object) => sum + bytesHeldBy(object), 0);
      return { ...storage, freeBytes: Math.max(0, storage.freeBytes - usedBytes) };
    });
  }

  addStorage(storage: DeviceStorage): void {
    this.#storages = [...this.#storages, storage];
  }

  removeStorage(storageId: StorageId): void {
    this.#storages = this.#storages.filter((storage) => storage.storageId !== storageId);
  }

  storage(storageId: StorageId): DeviceStorage | undefined {
    return this.storages.find((storage) => storage.storageId === storageId);
  }

  get(objectId: ObjectId): FakeObject | undefined {
    return this.#objects.get(objectId);
  }

  childrenOf(folder: FolderReference): readonly FakeObject[] {
    return [...this.#objects.values()].filter((object) => isSameFolder(object.parent, folder));
  }

  add(object: NewFakeObject): FakeObject {
    this.#lastNumber += 1;
    const added: FakeObject = {
      objectId: ObjectId.parse(`f${this.#lastNumber}`),
      format: 'other',
      metadata: null,
      references: [],
      modifiedAtMs: null,
      readOnly: false,
      pieces: object.bytes === undefined ? [] : [object.bytes],
      ...object,
    };
    this.#objects.set(added.objectId, added);
    return added;
  }

  /** With all that is below it; a circle is walked once. */
  remove(objectId: ObjectId): void {
    const object = this.#objects.get(objectId);
    if (object === undefined) return;
    this.#objects.delete(objectId);
    const { storageId } = object.parent;
    for (const child of this.childrenOf({ storageId, folderId: objectId })) {
      this.remove(child.objectId);
    }
  }

  /** Is `objectId` the folder or above it? */
  isWithin(objectId: ObjectId, folder: FolderReference): boolean {
    const seen = new Set<ObjectId>();
    for (let at = folder.folderId; at !== null && !seen.has(at);) {
      if (at === objectId) return true;
      seen.add(at);
      at = this.#objects.get(at)?.parent.folderId ?? null;
    }
    return false;
  }

  /** The object at a way from the root of a storage. */
  at(storageId: StorageId, path: readonly string[]): FakeObject | undefined {
    let folderId: ObjectId | null = null;
    let found: FakeObject | undefined;
    for (const name of path) {
      found = this.childrenOf({ storageId, folderId }).find((object) => object.name === name);
      if (found === undefined) return undefined;
      folderId = found.objectId;
    }
    return found;
  }
}

export function bytesHeldBy(object: FakeObject): number {
  return object.pieces.reduce((sum, piece) => sum + piece.length, 0);
}

export function bytesOf(object: FakeObject): Uint8Array {
  return Buffer.concat(object.pieces);
}

export function describeFakeObject(object: FakeObject, sizeLieBytes: number): DeviceObject {
  const { objectId, parent, name, kind, format, modifiedAtMs, readOnly } = object;
  const sizeBytes = kind === 'folder' ? 0 : Math.max(0, bytesHeldBy(object) + sizeLieBytes);
  return { objectId, parent, name, kind, sizeBytes, format, modifiedAtMs, readOnly };
}

function isSameFolder(left: FolderReference, right: FolderReference): boolean {
  return left.storageId === right.storageId && left.folderId === right.folderId;
}
