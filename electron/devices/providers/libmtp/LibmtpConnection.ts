import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Emitter, type EventSource } from '../../../base/Emitter.ts';
import type { MonotonicClock } from '../../../base/MonotonicClock.ts';
import { Mutex } from '../../../base/Mutex.ts';
import { err, ok, type Result } from '../../../base/Result.ts';
import type { AppError } from '../../../contract/errors.ts';
import { ObjectId, StorageId } from '../../../contract/ids.ts';
import type { DeviceCapabilities } from '../../DeviceCapabilities.ts';
import type {
  DeviceConnection,
  DeviceEvent,
  ListOptions,
  ListOutcome,
  ReadRequest,
} from '../../DeviceConnection.ts';
import type { DeviceIdentity } from '../../DeviceIdentity.ts';
import type { DeviceObject, FolderReference, SkippedObject } from '../../DeviceObject.ts';
import type { DeviceStorage } from '../../DeviceStorage.ts';
import { formatOfName } from '../../formatOfName.ts';
import type { LibmtpClient } from './LibmtpClient.ts';
import type { LibmtpFile } from './libmtpMessages.ts';
import { readLibmtpFile } from './readLibmtpFile.ts';

export interface LibmtpConnectionOptions {
  readonly identity: DeviceIdentity;
  readonly client: LibmtpClient;
  /** For what is being read; removed with all that is in it when the connection ends. */
  readonly folder: string;
  readonly clock: MonotonicClock;
}

interface ListedFile {
  readonly file: LibmtpFile;
  readonly object: DeviceObject;
}

const unsupported: AppError = { code: 'device.unsupported' };
const refuse = () => Promise.resolve(err(unsupported));
const refuseWrite = () => Promise.resolve(err({ error: unsupported, partial: null }));
const onlyStorage = 0;

/**
 * A player as libmtp shows it through node-mtp: the files it had when it was opened. Folders are not told,
 * so all files are in the root of their storage.
 */
export class LibmtpConnection implements DeviceConnection {
  readonly identity: DeviceIdentity;
  readonly capabilities: DeviceCapabilities = {
    operations: new Set(['read']),
    playableFormats: null,
    rangedBytes: 0,
    maximumObjectBytes: 0,
    nameRules: {
      maximumUnits: 254,
      maximumUtf8Bytes: null,
      forbiddenCharacters: '',
      windowsRules: false,
      caseSensitive: true,
    },
  };
  readonly sessionParticipant = null;
  readonly #options: LibmtpConnectionOptions;
  readonly #listed: ReadonlyMap<ObjectId, ListedFile>;
  readonly #events = new Emitter<DeviceEvent>();
  readonly #reading = new Mutex();
  #isOpen = true;

  constructor(options: LibmtpConnectionOptions) {
    this.#options = options;
    this.identity = options.identity;
    this.#listed = new Map(
      options.client.files.map((file) => {
        const object = objectOf(file);
        return [object.objectId, { file, object }];
      }),
    );
    void options.client.ended.then((error) => this.#lose(error));
  }

  get events(): EventSource<DeviceEvent> {
    return this.#events;
  }

  readBatteryPercent(signal: AbortSignal): Promise<Result<number | null, AppError>> {
    return this.#answer(signal, () => ok(null));
  }

  readCertificate(signal: AbortSignal): Promise<Result<Uint8Array | null, AppError>> {
    return this.#answer(signal, () => ok(null));
  }

  /** How large a storage is libmtp knows and node-mtp does not tell: what is on it is all that is known. */
  listStorages(signal: AbortSignal): Promise<Result<readonly DeviceStorage[], AppError>> {
    return this.#answer(signal, () =>
      ok(
        this.#storageIds().map((storageId) => ({
          storageId,
          label: '',
          capacityBytes: this.#filesOf(storageId).reduce(
            (sum, { object: { sizeBytes } }) => sum + sizeBytes,
            0,
          ),
          freeBytes: 0,
          removable: false,
          readOnly: true,
        })),
      ),
    );
  }

  list(
    { storageId, folderId }: FolderReference,
    options: ListOptions,
  ): Promise<Result<ListOutcome, AppError>> {
    return this.#answer(options.signal, () => {
      if (!this.#storageIds().includes(storageId)) return err({ code: 'device.noSuchStorage' });
      if (folderId !== null) return err({ code: 'device.noSuchObject' });
      const objects = this.#filesOf(storageId).map(({ object }) => object);
      options.onEntries(objects.filter(({ name }) => name !== ''));
      const skipped = objects
        .filter(({ name }) => name === '')
        .map((): SkippedObject => ({ reason: 'illegalName', name: null }));
      return ok({ skipped });
    });
  }

  stat(objectId: ObjectId, signal: AbortSignal): Promise<Result<DeviceObject, AppError>> {
    return this.#answer(signal, () => {
      const listed = this.#listed.get(objectId);
      return listed === undefined ? err({ code: 'device.noSuchObject' }) : ok(listed.object);
    });
  }

  async read(request: ReadRequest): Promise<Result<void, AppError>> {
    const { client, folder, clock } = this.#options;
    const found = await this.stat(request.objectId, request.signal);
    const listed = this.#listed.get(request.objectId);
    if (!found.ok || listed === undefined) return found.ok ? err({ code: 'app.internal' }) : found;
    const path = join(folder, 'object');
    const turn = await this.#reading.runUnlessAborted(request.signal, () =>
      this.#isOpen
        ? readLibmtpFile(client, listed.file, request, { path, clock })
        : err<AppError>({ code: 'device.disconnected' }),
    );
    return turn.ok ? turn.value : err({ code: 'app.cancelled' });
  }

  readonly write = refuseWrite;
  readonly resumeWrite = refuseWrite;
  readonly makeFolder = refuse;
  readonly rename = refuse;
  readonly move = refuse;
  readonly copy = refuse;
  readonly remove = refuse;
  readonly setMetadata = refuse;
  readonly readReferences = refuse;
  readonly writeReferences = refuse;
  readonly setName = refuse;
  readonly eject = refuse;

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOpen = false;
    await this.#options.client[Symbol.asyncDispose]();
    await this.#reading.runExclusive(() => undefined);
    await rm(this.#options.folder, { recursive: true, force: true });
  }

  #storageIds(): readonly StorageId[] {
    const { files } = this.#options.client;
    const numbers = new Set(files.map(({ storageId }) => storageId));
    return [...(numbers.size === 0 ? [onlyStorage] : numbers)].map(storageIdOf);
  }

  #filesOf(storageId: StorageId): readonly ListedFile[] {
    return [...this.#listed.values()].filter(({ object }) => object.parent.storageId === storageId);
  }

  #answer<Value>(
    signal: AbortSignal,
    call: () => Result<Value, AppError>,
  ): Promise<Result<Value, AppError>> {
    if (!this.#isOpen) return Promise.resolve(err({ code: 'device.disconnected' }));
    if (signal.aborted) return Promise.resolve(err({ code: 'app.cancelled' }));
    return Promise.resolve(call());
  }

  #lose(error: AppError): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#events.emit({ kind: 'lost', error });
  }
}

function objectOf({ handle, storageId, name, sizeBytes }: LibmtpFile): DeviceObject {
  return {
    objectId: ObjectId.parse(String(handle)),
    parent: { storageId: storageIdOf(storageId), folderId: null },
    name,
    kind: 'file',
    sizeBytes: sizeBytes ?? 2 ** 32 - 1,
    format: formatOfName(name),
    modifiedAtMs: null,
    readOnly: true,
  };
}

function storageIdOf(number: number): StorageId {
  return StorageId.parse(number.toString(16));
}
