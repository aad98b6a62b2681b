import { Emitter, type EventSource } from '../../../base/Emitter.ts';
import { err, ok, type Result } from '../../../base/Result.ts';
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
import type { DeviceObject, FolderReference, ObjectMetadata } from '../../DeviceObject.ts';
import type { DeviceStorage } from '../../DeviceStorage.ts';
import type { FakeObject } from './FakeContents.ts';
import type { AskedOperation } from './FakeFaults.ts';
import type { FakeDevice } from './FakeDevice.ts';
import { FakeFileSystem } from './FakeFileSystem.ts';
import { FakeServiceProvider } from './FakeServiceProvider.ts';
import { sendFrom, takeInto } from './FakeTransfer.ts';

const listedAtOnce = 100;

/** An open `FakeDevice`. A transfer costs a transaction for each 64 KiB, a listing one for each 100 entries. */
export class FakeConnection implements DeviceConnection {
  readonly sessionParticipant: FakeServiceProvider;
  readonly #device: FakeDevice;
  readonly #files: FakeFileSystem;
  readonly #events = new Emitter<DeviceEvent>();
  readonly #subscription: Disposable;
  #isClosed = false;

  constructor(device: FakeDevice) {
    this.#device = device;
    device.openConnectionCount += 1;
    this.#files = new FakeFileSystem(device);
    this.sessionParticipant = new FakeServiceProvider(device);
    this.#subscription = device.events.subscribe((event) => {
      if (event.kind === 'lost') this.#close();
      this.#events.emit(event);
    });
  }

  get identity(): DeviceIdentity {
    return this.#device.identity;
  }

  get capabilities(): DeviceCapabilities {
    return this.#device.capabilities;
  }

  get events(): EventSource<DeviceEvent> {
    return this.#events;
  }

  readBatteryPercent(signal: AbortSignal): Promise<Result<number | null, AppError>> {
    return this.#ask(null, signal, () => ok(this.#device.batteryPercent));
  }

  readCertificate(signal: AbortSignal): Promise<Result<Uint8Array | null, AppError>> {
    return this.#ask(null, signal, () => ok(this.#device.certificate));
  }

  listStorages(signal: AbortSignal): Promise<Result<readonly DeviceStorage[], AppError>> {
    return this.#ask('listStorages', signal, () => ok(this.#device.contents.storages));
  }

  async list(
    folder: FolderReference,
    options: ListOptions,
  ): Promise<Result<ListOutcome, AppError>> {
    const { signal } = options;
    const found = await this.#ask('list', signal, () => this.#files.childrenOf(folder));
    if (!found.ok) return found;
    options.onEstimate?.(found.value.length);
    for (let from = 0; from < found.value.length; from += listedAtOnce) {
      const part = found.value.slice(from, from + listedAtOnce);
      const entries = await this.#ask('list', signal, () =>
        ok(part.map((object) => this.#files.describe(object))),
      );
      if (!entries.ok) return entries;
      options.onEntries(entries.value);
    }
    return ok({ skipped: [] });
  }

  stat(objectId: ObjectId, signal: AbortSignal): Promise<Result<DeviceObject, AppError>> {
    return this.#ask('stat', signal, () => this.#files.stat(objectId));
  }

  async read(request: ReadRequest): Promise<Result<void, AppError>> {
    const found = await this.#ask('read', request.signal, () => this.#files.file(request.objectId));
    return found.ok ? sendFrom(this.#device, found.value, request) : found;
  }

  async write(request: WriteRequest): Promise<Result<DeviceObject, WriteFailure>> {
    const prepared = await this.sessionParticipant.prepareTransfer(request.signal);
    const created = prepared.ok
      ? await this.#ask('write', request.signal, () => this.#files.create(request))
      : prepared;
    return this.#take(created, request);
  }

  async resumeWrite(
    objectId: ObjectId,
    request: WriteRequest,
  ): Promise<Result<DeviceObject, WriteFailure>> {
    const { signal } = request;
    const found = await this.#ask('resumeWrite', signal, () => this.#files.file(objectId));
    return this.#take(found, request);
  }

  makeFolder(
    folder: FolderReference,
    name: string,
    signal: AbortSignal,
  ): Promise<Result<DeviceObject, AppError>> {
    return this.#ask('makeFolder', signal, () => this.#files.makeFolder(folder, name));
  }

  rename(
    objectId: ObjectId,
    name: string,
    signal: AbortSignal,
  ): Promise<Result<DeviceObject, AppError>> {
    return this.#ask('rename', signal, () => this.#files.rename(objectId, name));
  }

  move(
    objectId: ObjectId,
    folder: FolderReference,
    signal: AbortSignal,
  ): Promise<Result<DeviceObject, AppError>> {
    return this.#ask('move', signal, () => this.#files.move(objectId, folder));
  }

  copy(
    objectId: ObjectId,
    folder: FolderReference,
    signal: AbortSignal,
  ): Promise<Result<DeviceObject, AppError>> {
    return this.#ask('copy', signal, () => this.#files.copy(objectId, folder));
  }

  remove(objectId: ObjectId, signal: AbortSignal): Promise<Result<void, AppError>> {
    return this.#ask('remove', signal, () => this.#files.remove(objectId));
  }

  setMetadata(
    objectId: ObjectId,
    metadata: ObjectMetadata,
    signal: AbortSignal,
  ): Promise<Result<void, AppError>> {
    return this.#change('setMetadata', objectId, signal, (object) => {
      object.metadata = metadata;
    });
  }

  readReferences(
    objectId: ObjectId,
    signal: AbortSignal,
  ): Promise<Result<readonly ObjectId[], AppError>> {
    return this.#ask('references', signal, () => {
      const found = this.#files.find(objectId);
      return found.ok ? ok(found.value.references) : found;
    });
  }

  writeReferences(
    objectId: ObjectId,
    references: readonly ObjectId[],
    signal: AbortSignal,
  ): Promise<Result<void, AppError>> {
    return this.#change('references', objectId, signal, (object) => {
      object.references = references;
    });
  }

  setName(name: string, signal: AbortSignal): Promise<Result<void, AppError>> {
    return this.#ask('setName', signal, () => {
      this.#device.setName(name);
      return ok();
    });
  }

  async eject(signal: AbortSignal): Promise<Result<void, AppError>> {
    const ejected = await this.#ask('eject', signal, () => ok());
    if (ejected.ok) this.#close();
    return ejected;
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#close();
    return Promise.resolve();
  }

  #ask<Value>(
    asked: AskedOperation | null,
    signal: AbortSignal,
    answer: () => Result<Value, AppError>,
  ): Promise<Result<Value, AppError>> {
    if (this.#isClosed) return Promise.resolve(err({ code: 'device.disconnected' }));
    return this.#device.transact(asked, signal, answer);
  }

  #change(
    asked: AskedOperation,
    objectId: ObjectId,
    signal: AbortSignal,
    change: (object: FakeObject) => void,
  ): Promise<Result<void, AppError>> {
    return this.#ask(asked, signal, () => {
      const found = this.#files.find(objectId);
      if (!found.ok) return found;
      change(found.value);
      return ok();
    });
  }

  async #take(
    target: Result<FakeObject, AppError>,
    request: WriteRequest,
  ): Promise<Result<DeviceObject, WriteFailure>> {
    if (!target.ok) return err({ error: target.error, partial: null });
    const failure = await takeInto(this.#device, target.value, request);
    return failure === null ? ok(this.#files.describe(target.value)) : err(failure);
  }

  #close(): void {
    if (this.#isClosed) return;
    this.#device.openConnectionCount -= 1;
    this.#isClosed = true;
    this.#subscription[Symbol.dispose]();
  }
}
