import type { Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { ObjectId } from '../../contract/ids.ts';
import type { DeviceCapabilities, DeviceOperation } from '../DeviceCapabilities.ts';
import type {
  DeviceConnection,
  DeviceEvent,
  ListOptions,
  ListOutcome,
  ReadRequest,
  WriteFailure,
  WriteRequest,
} from '../DeviceConnection.ts';
import type { DeviceIdentity } from '../DeviceIdentity.ts';
import type { DeviceObject, FolderReference, ObjectMetadata } from '../DeviceObject.ts';
import type { DeviceStorage } from '../DeviceStorage.ts';
import type { EventSource } from '../../base/Emitter.ts';
import { plainFailure, writeFailure, type FailureShape } from '../FailureShape.ts';
import type { SessionParticipant } from '../SessionParticipant.ts';

/** The methods of a connection by which the device is asked for something. */
export type ConnectionMethod = {
  [Name in keyof DeviceConnection]: DeviceConnection[Name] extends (
    ...parameters: never[]
  ) => Promise<Result<unknown, unknown>>
    ? Name
    : never;
}[keyof DeviceConnection];

export interface ConnectionCall<Failure> {
  readonly method: ConnectionMethod;
  /** What the device must advertise for it; `null` for what every device can. */
  readonly operation: DeviceOperation | null;
  readonly signal: AbortSignal;
  readonly failure: FailureShape<Failure>;
}

/** A connection around another one: every call to the device goes through `around`. */
export abstract class ForwardingConnection implements DeviceConnection {
  protected readonly inner: DeviceConnection;

  constructor(inner: DeviceConnection) {
    this.inner = inner;
  }

  /** Makes one call by `proceed`, once, never or again; its signal is the one the device gets. */
  protected abstract around<Value, Failure>(
    call: ConnectionCall<Failure>,
    proceed: (signal: AbortSignal) => Promise<Result<Value, Failure>>,
  ): Promise<Result<Value, Failure>>;

  get identity(): DeviceIdentity {
    return this.inner.identity;
  }

  get capabilities(): DeviceCapabilities {
    return this.inner.capabilities;
  }

  get events(): EventSource<DeviceEvent> {
    return this.inner.events;
  }

  get sessionParticipant(): SessionParticipant | null {
    return this.inner.sessionParticipant;
  }

  readBatteryPercent(signal: AbortSignal): Promise<Result<number | null, AppError>> {
    return this.#forward('readBatteryPercent', null, signal, (own) =>
      this.inner.readBatteryPercent(own),
    );
  }

  readCertificate(signal: AbortSignal): Promise<Result<Uint8Array | null, AppError>> {
    return this.#forward('readCertificate', null, signal, (own) => this.inner.readCertificate(own));
  }

  listStorages(signal: AbortSignal): Promise<Result<readonly DeviceStorage[], AppError>> {
    return this.#forward('listStorages', null, signal, (own) => this.inner.listStorages(own));
  }

  list(folder: FolderReference, options: ListOptions): Promise<Result<ListOutcome, AppError>> {
    return this.#forward('list', null, options.signal, (signal) =>
      this.inner.list(folder, { ...options, signal }),
    );
  }

  stat(objectId: ObjectId, signal: AbortSignal): Promise<Result<DeviceObject, AppError>> {
    return this.#forward('stat', null, signal, (own) => this.inner.stat(objectId, own));
  }

  read(request: ReadRequest): Promise<Result<void, AppError>> {
    const isWhole = request.offsetBytes === 0 && request.lengthBytes === null;
    return this.#forward('read', isWhole ? 'read' : 'readRange', request.signal, (signal) =>
      this.inner.read({ ...request, signal }),
    );
  }

  write(request: WriteRequest): Promise<Result<DeviceObject, WriteFailure>> {
    const call = { method: 'write', operation: 'write', signal: request.signal } as const;
    return this.around({ ...call, failure: writeFailure }, (signal) =>
      this.inner.write({ ...request, signal }),
    );
  }

  resumeWrite(
    objectId: ObjectId,
    request: WriteRequest,
  ): Promise<Result<DeviceObject, WriteFailure>> {
    const call = {
      method: 'resumeWrite',
      operation: 'resumeWrite',
      signal: request.signal,
    } as const;
    return this.around({ ...call, failure: writeFailure }, (signal) =>
      this.inner.resumeWrite(objectId, { ...request, signal }),
    );
  }

  makeFolder(
    folder: FolderReference,
    name: string,
    signal: AbortSignal,
  ): Promise<Result<DeviceObject, AppError>> {
    return this.#forward('makeFolder', 'makeFolder', signal, (own) =>
      this.inner.makeFolder(folder, name, own),
    );
  }

  rename(
    objectId: ObjectId,
    name: string,
    signal: AbortSignal,
  ): Promise<Result<DeviceObject, AppError>> {
    return this.#forward('rename', 'rename', signal, (own) =>
      this.inner.rename(objectId, name, own),
    );
  }

  move(
    objectId: ObjectId,
    folder: FolderReference,
    signal: AbortSignal,
  ): Promise<Result<DeviceObject, AppError>> {
    return this.#forward('move', 'move', signal, (own) => this.inner.move(objectId, folder, own));
  }

  copy(
    objectId: ObjectId,
    folder: FolderReference,
    signal: AbortSignal,
  ): Promise<Result<DeviceObject, AppError>> {
    return this.#forward('copy', 'copy', signal, (own) => this.inner.copy(objectId, folder, own));
  }

  remove(objectId: ObjectId, signal: AbortSignal): Promise<Result<void, AppError>> {
    return this.#forward('remove', 'remove', signal, (own) => this.inner.remove(objectId, own));
  }

  setMetadata(
    objectId: ObjectId,
    metadata: ObjectMetadata,
    signal: AbortSignal,
  ): Promise<Result<void, AppError>> {
    return this.#forward('setMetadata', 'setMetadata', signal, (own) =>
      this.inner.setMetadata(objectId, metadata, own),
    );
  }

  readReferences(
    objectId: ObjectId,
    signal: AbortSignal,
  ): Promise<Result<readonly ObjectId[], AppError>> {
    return this.#forward('readReferences', 'references', signal, (own) =>
      this.inner.readReferences(objectId, own),
    );
  }

  writeReferences(
    objectId: ObjectId,
    references: readonly ObjectId[],
    signal: AbortSignal,
  ): Promise<Result<void, AppError>> {
    return this.#forward('writeReferences', 'references', signal, (own) =>
      this.inner.writeReferences(objectId, references, own),
    );
  }

  setName(name: string, signal: AbortSignal): Promise<Result<void, AppError>> {
    return this.#forward('setName', 'setName', signal, (own) => this.inner.setName(name, own));
  }

  eject(signal: AbortSignal): Promise<Result<void, AppError>> {
    return this.#forward('eject', 'eject', signal, (own) => this.inner.eject(own));
  }

  [Symbol.asyncDispose](): PromiseLike<void> {
    return this.inner[Symbol.asyncDispose]();
  }

  #forward<Value>(
    method: ConnectionMethod,
    operation: DeviceOperation | null,
    signal: AbortSignal,
    proceed: (signal: AbortSignal) => Promise<Result<Value, AppError>>,
  ): Promise<Result<Value, AppError>> {
    return this.around({ method, operation, signal, failure: plainFailure }, proceed);
  }
}
