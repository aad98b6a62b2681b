import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { StorageId } from '../../contract/ids.ts';
import type { DeviceConnection } from '../../devices/DeviceConnection.ts';
import type { DeviceObject, FolderReference } from '../../devices/DeviceObject.ts';
import { nameKey } from '../../devices/names/legalName.ts';
import type { DeviceOperations } from '../../devices/operations/DeviceOperations.ts';
import { folderKey, type FolderPath } from '../planning/FolderPath.ts';

/** Folders whose names are kept; a copy of a library goes from one to the next. */
const maximumFolders = 64;

/** A folder of a device, and what is in it. */
export class DeviceFolder {
  readonly reference: FolderReference;
  readonly #rules: DeviceConnection['capabilities']['nameRules'];
  readonly #objects = new Map<string, DeviceObject>();

  constructor(reference: FolderReference, rules: DeviceFolder['rules']) {
    this.reference = reference;
    this.#rules = rules;
  }

  get rules(): DeviceConnection['capabilities']['nameRules'] {
    return this.#rules;
  }

  find(name: string): DeviceObject | null {
    return this.#objects.get(nameKey(name, this.#rules)) ?? null;
  }

  add(object: DeviceObject): void {
    this.#objects.set(nameKey(object.name, this.#rules), object);
  }

  remove(name: string): void {
    this.#objects.delete(nameKey(name, this.#rules));
  }

  get objects(): readonly DeviceObject[] {
    return [...this.#objects.values()];
  }

  /** By `nameKey`. */
  get names(): ReadonlySet<string> {
    return new Set(this.#objects.keys());
  }
}

/**
 * The folders of one open device by their paths, each listed once: handles hold for as long as the
 * connection does, so that this is made anew for every session of transfers.
 */
export class DeviceFolders {
  readonly #connection: DeviceConnection;
  readonly #operations: DeviceOperations;
  /** In the order of use, oldest first. */
  readonly #folders = new Map<string, DeviceFolder>();

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
      const existing = folder.value.find(name);
      const next = existing === null ? await onMissing(folder.value, name) : ok(existing);
      if (!next.ok) return next;
      if (next.value === null) return ok(null);
      if (next.value.kind !== 'folder') return err({ code: 'device.nameTaken', subject: name });
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
    const { nameRules } = this.#connection.capabilities;
    const key = this.#keyOf(reference.storageId, path);
    const known = this.#folders.get(key);
    if (known !== undefined) {
      this.#keep(key, known);
      return ok(known);
    }
    const folder = new DeviceFolder(reference, nameRules);
    const listed = await this.#connection.list(reference, {
      signal,
      onEntries: (entries) => {
        for (const entry of entries) folder.add(entry);
      },
    });
    if (!listed.ok) return listed;
    this.#keep(key, folder);
    return ok(folder);
  }

  #keyOf(storageId: StorageId, path: FolderPath): string {
    return `${storageId}\n${folderKey(path, this.#connection.capabilities.nameRules)}`;
  }

  #keep(key: string, folder: DeviceFolder): void {
    this.#folders.delete(key);
    this.#folders.set(key, folder);
    const [oldest] = this.#folders.keys();
    if (this.#folders.size > maximumFolders && oldest !== undefined) this.#folders.delete(oldest);
  }
}
