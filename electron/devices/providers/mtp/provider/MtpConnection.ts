import { Emitter, type EventSource } from '../../../../base/Emitter.ts';
import { ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import type { ObjectId } from '../../../../contract/ids.ts';
import type { DeviceCapabilities } from '../../../DeviceCapabilities.ts';
import type {
  DeviceConnection,
  DeviceEvent,
  ListOptions,
  ListOutcome,
  ReadRequest,
  WriteFailure,
  WriteRequest,
} from '../../../DeviceConnection.ts';
import type { DeviceIdentity } from '../../../DeviceIdentity.ts';
import type { DeviceObject, FolderReference, ObjectMetadata } from '../../../DeviceObject.ts';
import type { DeviceStorage } from '../../../DeviceStorage.ts';
import type { SessionParticipant } from '../../../SessionParticipant.ts';
import { eventCodes } from '../codec/codes/eventCodes.ts';
import type { DeviceNotice } from '../transaction/EventListener.ts';
import type { MtpEvent } from '../transaction/MtpTransactions.ts';
import type { MtpContext } from './MtpContext.ts';
import { MtpFacts } from './MtpFacts.ts';
import { MtpFiles } from './MtpFiles.ts';
import { MtpWrites } from './MtpWrites.ts';

/** What a notice is about, in neutral words; others are of no concern here. */
const noticeKinds: ReadonlyMap<number, 'storagesChanged' | 'propertiesChanged'> = new Map([
  [eventCodes.StoreAdded, 'storagesChanged'],
  [eventCodes.StoreRemoved, 'storagesChanged'],
  [eventCodes.StoreFull, 'storagesChanged'],
  [eventCodes.StorageInfoChanged, 'storagesChanged'],
  [eventCodes.DevicePropChanged, 'propertiesChanged'],
  [eventCodes.DeviceInfoChanged, 'propertiesChanged'],
]);

/** Likewise, of the one object that the notice names. */
const objectNoticeKinds: ReadonlyMap<number, 'objectAdded' | 'objectChanged' | 'objectRemoved'> =
  new Map([
    [eventCodes.ObjectAdded, 'objectAdded'],
    [eventCodes.ObjectRemoved, 'objectRemoved'],
    [eventCodes.ObjectInfoChanged, 'objectChanged'],
    [eventCodes.ObjectPropChanged, 'objectChanged'],
  ]);

/** An MTP session in the words every provider shares. */
export class MtpConnection implements DeviceConnection {
  readonly identity: DeviceIdentity;
  readonly #context: MtpContext;
  readonly #files: MtpFiles;
  readonly #facts: MtpFacts;
  readonly #writes: MtpWrites;
  readonly #events = new Emitter<DeviceEvent>();
  readonly #subscription: Disposable;
  /** Of objects that appeared while one was written whose handle is not known before it is there. */
  readonly #heldNotices: DeviceNotice[] = [];
  readonly #onClosing: () => void;

  /** `onClosing` is told when it is closed from this side. */
  constructor(identity: DeviceIdentity, context: MtpContext, onClosing: () => void) {
    this.identity = identity;
    this.#onClosing = onClosing;
    this.#context = context;
    this.#files = new MtpFiles(context);
    this.#facts = new MtpFacts(context);
    this.#writes = new MtpWrites(context, this.#facts);
    this.#subscription = context.session.events.subscribe((event) => this.#hear(event));
    context.names.written.subscribe(() => {
      for (const notice of this.#heldNotices.splice(0)) this.#hearNotice(notice);
    });
  }

  get capabilities(): DeviceCapabilities {
    return this.#context.capabilities;
  }

  get events(): EventSource<DeviceEvent> {
    return this.#events;
  }

  /**
   * While a session lasts, a folder that is written to is looked at once, and its storage, and not for
   * each file (WD-10).
   */
  get sessionParticipant(): SessionParticipant {
    const setInSession = (isInSession: boolean) => {
      this.#context.names.setInSession(isInSession);
      this.#writes.setInSession(isInSession);
      return Promise.resolve(ok());
    };
    return { beginSession: () => setInSession(true), endSession: () => setInSession(false) };
  }

  readBatteryPercent(signal: AbortSignal): Promise<Result<number | null, AppError>> {
    return this.#facts.readBatteryPercent(signal);
  }

  readCertificate(signal: AbortSignal): Promise<Result<Uint8Array | null, AppError>> {
    return this.#facts.readCertificate(signal);
  }

  listStorages(signal: AbortSignal): Promise<Result<readonly DeviceStorage[], AppError>> {
    return this.#facts.listStorages(signal);
  }

  list(folder: FolderReference, options: ListOptions): Promise<Result<ListOutcome, AppError>> {
    return this.#files.list(folder, options);
  }

  stat(objectId: ObjectId, signal: AbortSignal): Promise<Result<DeviceObject, AppError>> {
    return this.#context.stat(objectId, signal);
  }

  read(request: ReadRequest): Promise<Result<void, AppError>> {
    return this.#files.read(request);
  }

  write(request: WriteRequest): Promise<Result<DeviceObject, WriteFailure>> {
    return this.#writes.write(request);
  }

  resumeWrite(
    objectId: ObjectId,
    request: WriteRequest,
  ): Promise<Result<DeviceObject, WriteFailure>> {
    return this.#writes.resumeWrite(objectId, request);
  }

  makeFolder(
    folder: FolderReference,
    name: string,
    signal: AbortSignal,
  ): Promise<Result<DeviceObject, AppError>> {
    return this.#files.makeFolder(folder, name, signal);
  }

  rename(
    objectId: ObjectId,
    name: string,
    signal: AbortSignal,
  ): Promise<Result<DeviceObject, AppError>> {
    return this.#files.rename(objectId, name, signal);
  }

  move(
    objectId: ObjectId,
    folder: FolderReference,
    signal: AbortSignal,
  ): Promise<Result<DeviceObject, AppError>> {
    return this.#files.move(objectId, folder, signal);
  }

  copy(
    objectId: ObjectId,
    folder: FolderReference,
    signal: AbortSignal,
  ): Promise<Result<DeviceObject, AppError>> {
    return this.#files.copy(objectId, folder, signal);
  }

  remove(objectId: ObjectId, signal: AbortSignal): Promise<Result<void, AppError>> {
    return this.#files.remove(objectId, signal);
  }

  async setMetadata(
    objectId: ObjectId,
    metadata: ObjectMetadata,
    signal: AbortSignal,
  ): Promise<Result<void, AppError>> {
    const object = await this.#context.read(objectId, signal);
    return object.ok ? this.#facts.setMetadata(object.value, metadata, signal) : object;
  }

  readReferences(
    objectId: ObjectId,
    signal: AbortSignal,
  ): Promise<Result<readonly ObjectId[], AppError>> {
    return this.#facts.readReferences(objectId, signal);
  }

  writeReferences(
    objectId: ObjectId,
    references: readonly ObjectId[],
    signal: AbortSignal,
  ): Promise<Result<void, AppError>> {
    return this.#facts.writeReferences(objectId, references, signal);
  }

  setName(name: string, signal: AbortSignal): Promise<Result<void, AppError>> {
    return this.#facts.setName(name, signal);
  }

  /** MTP has nothing to write out: never advertised, so never asked. */
  eject(): Promise<Result<void, AppError>> {
    return Promise.resolve({ ok: false, error: { code: 'device.unsupported' } });
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#subscription[Symbol.dispose]();
    this.#context.ids.end();
    this.#onClosing();
    return this.#context.session[Symbol.asyncDispose]();
  }

  #hear(event: MtpEvent): void {
    switch (event.kind) {
      case 'notice':
        this.#hearNotice(event.notice);
        return;
      case 'recovering':
        this.#events.emit({ kind: 'recovering' });
        return;
      case 'recovered':
        if (event.session === 'new') this.#forgetHandles();
        this.#events.emit({ kind: 'recovered' });
        return;
      case 'lost':
        this.#context.ids.end();
        this.#events.emit({ kind: 'lost', error: { code: 'device.disconnected' } });
    }
  }

  #hearNotice(notice: DeviceNotice): void {
    const { code, parameters } = notice;
    const kind = noticeKinds.get(code);
    if (kind !== undefined) this.#events.emit({ kind });
    const objectKind = objectNoticeKinds.get(code);
    if (objectKind === undefined) return;
    const [handle = 0] = parameters;
    const { names, ids, session } = this.#context;
    const isAdded = objectKind === 'objectAdded';
    if (isAdded && names.isWriting && session.quirks.announcesOtherHandle) {
      this.#heldNotices.push(notice);
      return;
    }
    // Of what we do ourselves we know already.
    if (names.isBeingWritten(handle)) return;
    if (isAdded && names.has(handle)) return;
    names.forget(handle);
    this.#events.emit({ kind: objectKind, objectId: ids.objectId(handle) });
  }

  #forgetHandles(): void {
    this.#context.ids.beginSession();
    this.#context.names.forgetAll();
    this.#events.emit({ kind: 'objectsChanged', storageId: null });
  }
}
