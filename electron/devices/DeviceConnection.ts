import type { EventSource } from '../base/Emitter.ts';
import type { Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import type { ObjectId, StorageId } from '../contract/ids.ts';
import type { DeviceCapabilities } from './DeviceCapabilities.ts';
import type { DeviceIdentity } from './DeviceIdentity.ts';
import type {
  DeviceObject,
  FolderReference,
  ObjectMetadata,
  SkippedObject,
} from './DeviceObject.ts';
import type { DeviceStorage } from './DeviceStorage.ts';
import type { ObjectFormat } from './ObjectFormat.ts';
import type { SessionParticipant } from './SessionParticipant.ts';

/** What a device tells of itself, unasked. */
export type DeviceEvent =
  /** Storages, free space or contents may differ: read again what is shown. */
  | { readonly kind: 'storagesChanged' }
  | { readonly kind: 'objectsChanged'; readonly storageId: StorageId | null }
  /** The same, of one object alone; `changed` is its name, place, size or date. */
  | {
      readonly kind: 'objectAdded' | 'objectChanged' | 'objectRemoved';
      readonly objectId: ObjectId;
    }
  | { readonly kind: 'propertiesChanged' }
  /** A transaction timed out: the connection reopens by itself; calls wait or answer `device.busy`. */
  | { readonly kind: 'recovering' }
  | { readonly kind: 'recovered' }
  /** It is gone; every call answers `device.disconnected`. */
  | { readonly kind: 'lost'; readonly error: AppError };

/** Like all requests a plain object: decorators copy it to change a part. */
export interface ListOptions {
  readonly signal: AbortSignal;
  /** Called as entries arrive, in no promised order. */
  onEntries(entries: readonly DeviceObject[]): void;
  /** How many there will be, when the device can tell beforehand. */
  onEstimate?(count: number): void;
}

export interface ListOutcome {
  readonly skipped: readonly SkippedObject[];
}

export interface ReadRequest {
  readonly objectId: ObjectId;
  readonly offsetBytes: number;
  /** `null` reads to the end. */
  readonly lengthBytes: number | null;
  readonly signal: AbortSignal;
  /** Awaited before more is read. The bytes are the receiver's to keep. */
  onChunk(chunk: Uint8Array): Promise<void> | void;
}

export interface WriteRequest {
  readonly folder: FolderReference;
  /** Legal under the connection's `nameRules`, and not yet taken in the folder. */
  readonly name: string;
  readonly sizeBytes: number;
  readonly format: ObjectFormat;
  readonly metadata: ObjectMetadata | null;
  readonly modifiedAtMs: number | null;
  /**
   * The bytes from `offsetBytes` on; exactly `sizeBytes - offsetBytes` of them, else `file.changed`. What
   * cannot be read is thrown as a `SourceReadError`.
   */
  open(offsetBytes: number): AsyncIterable<Uint8Array>;
  readonly signal: AbortSignal;
  /** For `resumeWrite`: no more than this is known to have arrived; what is beyond it is written anew. */
  readonly acknowledgedBytes?: number;
  /**
   * Called once, before the first byte is sent, when the device holds an object for this write: what a
   * journal notes here is found again after a crash. Awaited.
   */
  onCreated?(partial: PartialObject): Promise<void> | void;
  /** Bytes the device has taken so far, of `sizeBytes`. */
  onProgress(writtenBytes: number): void;
}

/** What a write left on the device while it is not whole. */
export interface PartialObject {
  readonly objectId: ObjectId;
  /** In the folder of the write; finds it again over a new connection, where its id is another. */
  readonly name: string;
  /** Bytes known to have arrived; the device may hold more. */
  readonly writtenBytes: number;
  /** The device has taken every byte, and said so: only what comes after that failed. */
  readonly isWhole?: true;
}

export interface WriteFailure {
  readonly error: AppError;
  /** `null` when nothing is left behind. */
  readonly partial: PartialObject | null;
}

/**
 * One open device, as its provider gives it (the service provider of WMDM, `IMDSPDevice` and its
 * storages). Calls may be made at once; `serial` puts them in a row where the device needs it.
 * A refused call changes nothing. Errors are `device.*`, `file.*` for bytes that could not be read or
 * taken on this machine, and `app.cancelled`.
 */
export interface DeviceConnection extends AsyncDisposable {
  readonly identity: DeviceIdentity;
  readonly capabilities: DeviceCapabilities;
  readonly events: EventSource<DeviceEvent>;
  /** Told when a session begins and ends (WD-08); `null` where there is nothing to save by it (WD-40). */
  readonly sessionParticipant: SessionParticipant | null;

  /** 0 to 100; `null` when the device does not say. */
  readBatteryPercent(signal: AbortSignal): Promise<Result<number | null, AppError>>;
  /** The certificate by which it asks for protected files, as it came; `null` when it has none (WD-38). */
  readCertificate(signal: AbortSignal): Promise<Result<Uint8Array | null, AppError>>;
  listStorages(signal: AbortSignal): Promise<Result<readonly DeviceStorage[], AppError>>;
  /** The objects directly in a folder. */
  list(folder: FolderReference, options: ListOptions): Promise<Result<ListOutcome, AppError>>;
  stat(objectId: ObjectId, signal: AbortSignal): Promise<Result<DeviceObject, AppError>>;
  /** Fewer or more bytes than asked for, or than the object is said to have, are `device.protocol`. */
  read(request: ReadRequest): Promise<Result<void, AppError>>;
  write(request: WriteRequest): Promise<Result<DeviceObject, WriteFailure>>;
  /**
   * Goes on with an object an earlier `write` left in part, from the byte it really holds, or from
   * `acknowledgedBytes` where that is less: some devices make an object as long as it will be before they
   * have its bytes. `request` is that of the earlier write. The object's id may be another afterwards.
   * Whatever it fails with, the part is named while it is there.
   */
  resumeWrite(
    objectId: ObjectId,
    request: WriteRequest,
  ): Promise<Result<DeviceObject, WriteFailure>>;
  makeFolder(
    folder: FolderReference,
    name: string,
    signal: AbortSignal,
  ): Promise<Result<DeviceObject, AppError>>;
  rename(
    objectId: ObjectId,
    name: string,
    signal: AbortSignal,
  ): Promise<Result<DeviceObject, AppError>>;
  move(
    objectId: ObjectId,
    folder: FolderReference,
    signal: AbortSignal,
  ): Promise<Result<DeviceObject, AppError>>;
  copy(
    objectId: ObjectId,
    folder: FolderReference,
    signal: AbortSignal,
  ): Promise<Result<DeviceObject, AppError>>;
  /** A folder goes with all that is in it. */
  remove(objectId: ObjectId, signal: AbortSignal): Promise<Result<void, AppError>>;
  setMetadata(
    objectId: ObjectId,
    metadata: ObjectMetadata,
    signal: AbortSignal,
  ): Promise<Result<void, AppError>>;
  readReferences(
    objectId: ObjectId,
    signal: AbortSignal,
  ): Promise<Result<readonly ObjectId[], AppError>>;
  writeReferences(
    objectId: ObjectId,
    references: readonly ObjectId[],
    signal: AbortSignal,
  ): Promise<Result<void, AppError>>;
  setName(name: string, signal: AbortSignal): Promise<Result<void, AppError>>;
  /** Writes everything out and lets go of the device, so that it can be pulled. */
  eject(signal: AbortSignal): Promise<Result<void, AppError>>;
}
