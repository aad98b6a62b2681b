import { lstat, mkdir, rename, statfs } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { Emitter, type EventSource } from '../../../base/Emitter.ts';
import { err, ok, type Result } from '../../../base/Result.ts';
import { syncFolder } from '../../../base/syncFolder.ts';
import type { AppError } from '../../../contract/errors.ts';
import type { ObjectId } from '../../../contract/ids.ts';
import type { DeviceCapabilities } from '../../DeviceCapabilities.ts';
import type {
  DeviceConnection,
  DeviceEvent,
  ListOptions,
  ListOutcome,
  ReadRequest,
  WriteFailure,
  WriteRequest,
} from '../../DeviceConnection.ts';
import type { DeviceIdentity } from '../../DeviceIdentity.ts';
import type { DeviceObject, FolderReference } from '../../DeviceObject.ts';
import type { DeviceStorage } from '../../DeviceStorage.ts';
import type { Eject } from './ejectVolume.ts';
import { FileWriter } from './FileWriter.ts';
import { listFolder } from './listFolder.ts';
import { readFile } from './readFile.ts';
import { Refusal, refusalOf } from './Refusal.ts';
import { removeTree } from './removeTree.ts';
import { volumeStorageId, type FoundObject, type VolumeTree } from './VolumeTree.ts';

export interface MassStorageConnectionOptions {
  readonly identity: DeviceIdentity;
  readonly capabilities: DeviceCapabilities;
  readonly tree: VolumeTree;
  readonly label: string;
  readonly isRemovable: boolean;
  readonly isReadOnly: boolean;
  /** Lets go of the volume; `null` where the system has no way to. */
  readonly eject: Eject | null;
  readonly onClosed: () => void;
}

const unsupported: AppError = { code: 'device.unsupported' };

/** A mounted volume, or a folder, as a device. There is nothing that a session could save here. */
export class MassStorageConnection implements DeviceConnection {
  readonly identity: DeviceIdentity;
  readonly capabilities: DeviceCapabilities;
  readonly sessionParticipant = null;
  readonly #options: MassStorageConnectionOptions;
  readonly #tree: VolumeTree;
  readonly #events = new Emitter<DeviceEvent>();
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<unknown>>();

  constructor(options: MassStorageConnectionOptions) {
    this.#options = options;
    this.identity = options.identity;
    this.capabilities = options.capabilities;
    this.#tree = options.tree;
  }

  get events(): EventSource<DeviceEvent> {
    return this.#events;
  }

  /** Looks whether the volume is still there, and says that it is lost when it is not. */
  async checkPresence(): Promise<void> {
    if (this.#closing.signal.aborted || (await this.#tree.isPresent())) return;
    this.#lose();
  }

  readBatteryPercent(signal: AbortSignal): Promise<Result<number | null, AppError>> {
    return this.#run(signal, () => Promise.resolve(null));
  }

  readCertificate(signal: AbortSignal): Promise<Result<Uint8Array | null, AppError>> {
    return this.#run(signal, () => Promise.resolve(null));
  }

  listStorages(signal: AbortSignal): Promise<Result<readonly DeviceStorage[], AppError>> {
    return this.#run(signal, async () => [await this.#storage()]);
  }

  list(folder: FolderReference, options: ListOptions): Promise<Result<ListOutcome, AppError>> {
    return this.#run(options.signal, (signal) =>
      listFolder(this.#tree, folder, { ...options, signal }),
    );
  }

  stat(objectId: ObjectId, signal: AbortSignal): Promise<Result<DeviceObject, AppError>> {
    return this.#run(signal, async () => {
      const { parentId, name, stats } = await this.#tree.find(objectId);
      return this.#tree.describe(parentId, name, stats);
    });
  }

  read(request: ReadRequest): Promise<Result<void, AppError>> {
    return this.#run(request.signal, (signal) => readFile(this.#tree, request, signal));
  }

  write(request: WriteRequest): Promise<Result<DeviceObject, WriteFailure>> {
    return this.#write(request, async () => {
      const targetPath = await this.#tree.freePath(request.folder, request.name);
      await this.#refuseIfTooLarge(request.sizeBytes, 0);
      return FileWriter.create(this.#tree, request, targetPath);
    });
  }

  resumeWrite(
    objectId: ObjectId,
    request: WriteRequest,
  ): Promise<Result<DeviceObject, WriteFailure>> {
    return this.#write(request, async () => {
      const writer = await FileWriter.resume(this.#tree, request, objectId);
      await this.#refuseIfTooLarge(request.sizeBytes, writer.partial.writtenBytes);
      return writer;
    });
  }

  makeFolder(
    folder: FolderReference,
    name: string,
    signal: AbortSignal,
  ): Promise<Result<DeviceObject, AppError>> {
    return this.#run(signal, async () => {
      const path = await this.#tree.freePath(folder, name);
      await this.#tree.names.changing(dirname(path), { added: name }, () => mkdir(path));
      await syncFolder(dirname(path));
      return this.#describeAt(folder.folderId, name, path);
    });
  }

  rename(
    objectId: ObjectId,
    name: string,
    signal: AbortSignal,
  ): Promise<Result<DeviceObject, AppError>> {
    return this.#run(signal, async () => {
      const { parentId } = await this.#tree.find(objectId);
      return this.#relocate(objectId, { storageId: volumeStorageId, folderId: parentId }, name);
    });
  }

  move(
    objectId: ObjectId,
    folder: FolderReference,
    signal: AbortSignal,
  ): Promise<Result<DeviceObject, AppError>> {
    return this.#run(signal, async () => {
      const { name } = await this.#tree.find(objectId);
      if (this.#tree.table.isWithin(objectId, folder.folderId)) {
        throw new Refusal({ code: 'device.invalidRequest', subject: name });
      }
      return this.#relocate(objectId, folder, name);
    });
  }

  remove(objectId: ObjectId, signal: AbortSignal): Promise<Result<void, AppError>> {
    return this.#run(signal, async (own) => {
      const { path, name } = await this.#tree.find(objectId);
      this.#tree.refuseIfReadOnly();
      await this.#tree.names.changing(dirname(path), { removed: name }, () =>
        removeTree(path, own, name),
      );
      this.#tree.table.forget(objectId);
      await syncFolder(dirname(path));
    });
  }

  copy(): Promise<Result<DeviceObject, AppError>> {
    return Promise.resolve(err(unsupported));
  }

  setMetadata(): Promise<Result<void, AppError>> {
    return Promise.resolve(err(unsupported));
  }

  readReferences(): Promise<Result<readonly ObjectId[], AppError>> {
    return Promise.resolve(err(unsupported));
  }

  writeReferences(): Promise<Result<void, AppError>> {
    return Promise.resolve(err(unsupported));
  }

  setName(): Promise<Result<void, AppError>> {
    return Promise.resolve(err(unsupported));
  }

  eject(signal: AbortSignal): Promise<Result<void, AppError>> {
    const { eject } = this.#options;
    if (eject === null) return Promise.resolve(err(unsupported));
    return this.#run(signal, async (own) => {
      const ejected = await eject(own);
      if (!ejected.ok) throw new Refusal(ejected.error);
      this.#close();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#close();
    await Promise.all(this.#running);
  }

  async #storage(): Promise<DeviceStorage> {
    const { bsize, blocks, bavail } = await statfs(this.#tree.rootPath, { bigint: true });
    const { label, isRemovable, isReadOnly } = this.#options;
    return {
      storageId: volumeStorageId,
      label,
      capacityBytes: Number(blocks * bsize),
      freeBytes: Number(bavail * bsize),
      removable: isRemovable,
      readOnly: isReadOnly,
    };
  }

  async #refuseIfTooLarge(sizeBytes: number, heldBytes: number): Promise<void> {
    if (sizeBytes > this.capabilities.maximumObjectBytes) {
      throw new Refusal({ code: 'device.objectTooLarge' });
    }
    const { freeBytes } = await this.#storage();
    if (sizeBytes - heldBytes > freeBytes) throw new Refusal({ code: 'device.storageFull' });
  }

  async #relocate(
    objectId: ObjectId,
    folder: FolderReference,
    name: string,
  ): Promise<DeviceObject> {
    const found = await this.#tree.find(objectId);
    const path = await this.#tree.freePath(folder, name, found);
    await this.#renamed(found, path);
    this.#tree.table.relocate(objectId, folder.folderId, name);
    await syncFolder(dirname(path));
    if (dirname(path) !== dirname(found.path)) await syncFolder(dirname(found.path));
    return this.#describeAt(folder.folderId, name, path);
  }

  async #renamed({ path: from, name: removed }: FoundObject, to: string): Promise<void> {
    const { names } = this.#tree;
    const added = basename(to);
    const [left, entered] = [dirname(from), dirname(to)];
    if (left === entered) {
      return names.changing(left, { removed, added }, () => rename(from, to));
    }
    return names.changing(left, { removed }, () =>
      names.changing(entered, { added }, () => rename(from, to)),
    );
  }

  async #describeAt(parentId: ObjectId | null, name: string, path: string): Promise<DeviceObject> {
    return this.#tree.describe(parentId, name, await lstat(path, { bigint: true }));
  }

  async #write(
    request: WriteRequest,
    begin: () => Promise<FileWriter>,
  ): Promise<Result<DeviceObject, WriteFailure>> {
    const begun = await this.#run(request.signal, begin);
    if (!begun.ok) return err({ error: begun.error, partial: null });
    const written = await this.#run(request.signal, (signal) => begun.value.write(signal));
    if (written.ok) return written;
    return err({ error: written.error, partial: await begun.value.leave(written.error) });
  }

  /** Makes one call: with the volume there, ended by a cancel, a close or an error, and never thrown. */
  async #run<Value>(
    signal: AbortSignal,
    task: (signal: AbortSignal) => Promise<Value>,
  ): Promise<Result<Value, AppError>> {
    const own = AbortSignal.any([signal, this.#closing.signal]);
    const running = this.#runUntil(own, task);
    this.#running.add(running);
    const outcome = await running;
    this.#running.delete(running);
    return outcome;
  }

  async #runUntil<Value>(
    signal: AbortSignal,
    task: (signal: AbortSignal) => Promise<Value>,
  ): Promise<Result<Value, AppError>> {
    try {
      signal.throwIfAborted();
      if (!(await this.#tree.isPresent())) throw new Refusal({ code: 'device.disconnected' });
      return ok(await task(signal));
    } catch (thrown) {
      if (this.#closing.signal.aborted) return err({ code: 'device.disconnected' });
      if (signal.aborted) return err({ code: 'app.cancelled' });
      const error = refusalOf(thrown);
      if (await this.#tree.isPresent()) return err(error);
      this.#lose();
      return err({ code: 'device.disconnected' });
    }
  }

  #lose(): void {
    if (this.#closing.signal.aborted) return;
    this.#close();
    this.#events.emit({ kind: 'lost', error: { code: 'device.disconnected' } });
  }

  #close(): void {
    this.#closing.abort();
    this.#options.onClosed();
  }
}
