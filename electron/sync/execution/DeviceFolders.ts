import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { ObjectId, StorageId } from '../../contract/ids.ts';
import type { DeviceConnection, DeviceEvent } from '../../devices/DeviceConnection.ts';
import type { DeviceObject, FolderReference, SkippedObject } from '../../devices/DeviceObject.ts';
import type { ContentChange } from '../../devices/operations/ContentChange.ts';
import type { DeviceOperations } from '../../devices/operations/DeviceOperations.ts';
import { folderKey, type FolderPath } from '../planning/FolderPath.ts';
import { DeviceFolder } from './DeviceFolder.ts';

/** What is left out of a listing for these has a name all the same. */
const unknownNames: ReadonlySet<SkippedObject['reason']> = new Set(['unreadable', 'tooMany']);

/** Folders whose names are kept; a copy of a library goes from one to the next. */
const maximumFolders = 64;

/**
 * The folders of one open device by their paths, each listed once. Whoever keeps it for longer tells it
 * what happens to the device meanwhile: by `changed` what our own operations did, whoever asked for them,
 * by `heard` what the device says.
 */
export class DeviceFolders {
  readonly #connection: DeviceConnection;
  readonly #operations: DeviceOperations;
  /** In the order of use, oldest first. */
  readonly #folders = new Map<string, DeviceFolder>();
  /** What our operations made: that the device tells of it is no news. */
  readonly #own = new Set<ObjectId>();

  constructor(connection: DeviceConnection, operations: DeviceOperations) {
    this.#connection = connection;
    this.#operations = operations;
  }

  /** `null` when there is no such folder. */
  find(
    storageId: StorageId,
    path: FolderPath,
    signal: AbortSignal,
  ): Promise<Result<DeviceFolder | null, AppError>> {
    return this.#walk(storageId, path, signal, () => Promise.resolve(ok(null)));
  }

  /** The folder; it and those above it are made where they are missing. */
  async make(
    storageId: StorageId,
    path: FolderPath,
    signal: AbortSignal,
  ): Promise<Result<DeviceFolder, AppError>> {
    const found = await this.#walk(storageId, path, signal, async (parent, name) => {
      // A file of that name, or of one that is the same on this device.
      if (parent.isTaken(name)) return err({ code: 'device.nameTaken', subject: name });
      const options = { signal, ifBusy: 'wait' } as const;
      const made = await this.#operations.makeFolder(parent.reference, name, options);
      if (made.ok) parent.add(made.value);
      return made;
    });
    if (!found.ok) return found;
    return found.value === null ? err({ code: 'device.noSuchObject' }) : ok(found.value);
  }

  /** Has the folder listed again when it is needed next. */
  forget(storageId: StorageId, path: FolderPath): void {
    this.#folders.delete(this.#keyOf(storageId, path));
  }

  forgetAll(): void {
    this.#folders.clear();
    this.#own.clear();
  }

  changed({ added, removed }: ContentChange): void {
    for (const objectId of removed) this.#removed(objectId);
    for (const object of added) {
      this.#own.add(object.objectId);
      this.#folderAt(object.parent)?.add(object);
    }
  }

  heard(event: DeviceEvent): void {
    switch (event.kind) {
      case 'storagesChanged':
      case 'objectsChanged':
      case 'recovering':
      case 'recovered':
      case 'lost':
        this.forgetAll();
        break;
      case 'objectRemoved':
        this.#removed(event.objectId);
        break;
      case 'objectAdded':
      case 'objectChanged':
        // Where it is, and what it is called, is not told. A folder changes with every file in it.
        if (!this.#own.has(event.objectId) && !this.#isFolder(event.objectId)) this.forgetAll();
        break;
      case 'propertiesChanged':
        break;
    }
  }

  async #walk(
    storageId: StorageId,
    path: FolderPath,
    signal: AbortSignal,
    onMissing: (
      parent: DeviceFolder,
      name: string,
    ) => Promise<Result<DeviceObject | null, AppError>>,
  ): Promise<Result<DeviceFolder | null, AppError>> {
    let folder = await this.#open({ storageId, folderId: null }, [], signal);
    for (const [depth, name] of path.entries()) {
      if (!folder.ok) return folder;
      const existing = folder.value.find(name, 'folder');
      if (!existing.ok) return existing;
      const next = existing.value === null ? await onMissing(folder.value, name) : existing;
      if (!next.ok) return next;
      if (next.value === null) return ok(null);
      const reference = { storageId, folderId: next.value.objectId };
      folder = await this.#open(reference, path.slice(0, depth + 1), signal);
    }
    return folder;
  }

  async #open(
    reference: FolderReference,
    path: FolderPath,
    signal: AbortSignal,
  ): Promise<Result<DeviceFolder, AppError>> {
    const key = this.#keyOf(reference.storageId, path);
    const known = this.#folders.get(key);
    if (known !== undefined && known.reference.folderId === reference.folderId) {
      this.#keep(key, known);
      return ok(known);
    }
    const folder = new DeviceFolder(reference, this.#connection.capabilities.nameRules);
    const listed = await this.#connection.list(reference, {
      signal,
      onEntries: (entries) => {
        for (const entry of entries) folder.add(entry);
      },
    });
    if (!listed.ok) return listed;
    folder.isIncomplete = listed.value.skipped.some(({ reason }) => unknownNames.has(reason));
    this.#keep(key, folder);
    return ok(folder);
  }

  #keyOf(storageId: StorageId, path: FolderPath): string {
    const { nameRules } = this.#connection.capabilities;
    return `${storageId}\n${folderKey(path, nameRules)}`;
  }

  #keep(key: string, folder: DeviceFolder): void {
    this.#folders.delete(key);
    this.#folders.set(key, folder);
    const [oldest] = this.#folders.keys();
    if (this.#folders.size > maximumFolders && oldest !== undefined) this.#folders.delete(oldest);
  }

  /** With a folder go the ways that led over it. */
  #removed(objectId: ObjectId): void {
    const folders = [...this.#folders.values()];
    if (this.#isFolder(objectId)) this.forgetAll();
    for (const folder of folders) folder.remove(objectId);
  }

  #isFolder(objectId: ObjectId): boolean {
    return [...this.#folders.values()].some(({ reference }) => reference.folderId === objectId);
  }

  #folderAt({ storageId, folderId }: FolderReference): DeviceFolder | undefined {
    return [...this.#folders.values()].find(
      ({ reference }) => reference.storageId === storageId && reference.folderId === folderId,
    );
  }
}
