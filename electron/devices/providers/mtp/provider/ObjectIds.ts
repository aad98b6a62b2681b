import { err, ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import { ObjectId, StorageId } from '../../../../contract/ids.ts';
import type { FolderReference } from '../../../DeviceObject.ts';
import { rootHandle } from '../operations/objectOperations.ts';

const objectPattern = /^o([0-9]+)-([0-9a-f]{1,8})$/;
const storagePattern = /^s([0-9a-f]{1,8})$/;

/** Where an operation is to work. `parent` may be `rootHandle`. */
export interface FolderHandle {
  readonly storageId: number;
  readonly parent: number;
}

/** Ids for handles. A handle means something in its session only, so an id tells of which it is. */
export class ObjectIds {
  #session = 1;
  #hasEnded = false;
  /** Folders that are the root of a storage. */
  readonly #roots = new Set<number>();

  /** From now on the handles of before name nothing. */
  beginSession(): void {
    this.#session += 1;
    this.#roots.clear();
  }

  /** From now on this folder is the root of its storage. */
  addRoot(handle: number): void {
    this.#roots.add(handle);
  }

  /** From now on there is nothing to name. */
  end(): void {
    this.#hasEnded = true;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  objectId(handle: number): ObjectId {
    return ObjectId.parse(`o${this.#session}-${handle.toString(16)}`);
  }

  storageId(storageId: number): StorageId {
    return StorageId.parse(`s${storageId.toString(16)}`);
  }

  handle(objectId: ObjectId): Result<number, AppError> {
    if (this.#hasEnded) return err({ code: 'device.disconnected' });
    const [, session, handle] = objectPattern.exec(objectId) ?? [];
    if (session !== String(this.#session) || handle === undefined) {
      return err({ code: 'device.noSuchObject' });
    }
    return ok(Number.parseInt(handle, 16));
  }

  folder({ storageId, folderId }: FolderReference): Result<FolderHandle, AppError> {
    if (this.#hasEnded) return err({ code: 'device.disconnected' });
    const storage = storagePattern.exec(storageId)?.[1];
    if (storage === undefined) return err({ code: 'device.noSuchStorage' });
    const parent = folderId === null ? ok(rootHandle) : this.handle(folderId);
    if (!parent.ok) return parent;
    return ok({ storageId: Number.parseInt(storage, 16), parent: parent.value });
  }

  /** Players name the root 0 or 0xffffffff. */
  reference(storageId: number, parent: number): FolderReference {
    const isRoot = parent === 0 || parent === rootHandle || this.#roots.has(parent);
    return {
      storageId: this.storageId(storageId),
      folderId: isRoot ? null : this.objectId(parent),
    };
  }
}
