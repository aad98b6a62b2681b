import { silentLogger } from '../../electron/base/Logger.ts';
import { systemMonotonicClock } from '../../electron/base/MonotonicClock.ts';
import { DeviceId, type ObjectId } from '../../electron/contract/ids.ts';
import type { DeviceObject, FolderReference } from '../../electron/devices/DeviceObject.ts';
import { formatCodes } from '../../electron/devices/providers/mtp/codec/codes/formatCodes.ts';
import { encodeObjectInfo } from '../../electron/devices/providers/mtp/codec/ObjectInfo.ts';
import { MtpSession } from '../../electron/devices/providers/mtp/operations/MtpSession.ts';
import { MtpConnection } from '../../electron/devices/providers/mtp/provider/MtpConnection.ts';
import { MtpContext } from '../../electron/devices/providers/mtp/provider/MtpContext.ts';
import { PropertySupport } from '../../electron/devices/providers/mtp/provider/PropertySupport.ts';
import { readCapabilities } from '../../electron/devices/providers/mtp/provider/readCapabilities.ts';
import { mtpTimeouts } from '../../electron/devices/providers/mtp/transaction/MtpTimeouts.ts';
import { findMtpInterface } from '../../electron/devices/providers/mtp/transports/findMtpInterface.ts';
import type { UsbPort } from '../../electron/devices/providers/mtp/transports/UsbPort.ts';
import { CountingPort } from './CountingPort.ts';
import { expectOk } from './expectOk.ts';
import { RawPipe } from './RawPipe.ts';

const never = new AbortController().signal;
/** As a file is read from a disk. */
const pieceBytes = 64 * 1024;
const identity = {
  deviceId: DeviceId.parse('bench'),
  provider: 'mtp',
  manufacturer: '',
  model: '',
  name: '',
  serialNumber: null,
  firmwareVersion: null,
} as const;

/** A player as the application has it, its transactions counted, beside the bare pipe it is reached by. */
export class BenchPlayer implements AsyncDisposable {
  readonly connection: MtpConnection;
  readonly raw: RawPipe;
  readonly #port: CountingPort;
  readonly #context: MtpContext;

  private constructor(
    port: CountingPort,
    context: MtpContext,
    connection: MtpConnection,
    raw: RawPipe,
  ) {
    this.#port = port;
    this.#context = context;
    this.connection = connection;
    this.raw = raw;
  }

  static async open(usbPort: UsbPort): Promise<BenchPlayer> {
    const port = new CountingPort(usbPort);
    const clock = systemMonotonicClock;
    const services = { clock, logger: silentLogger, timeouts: mtpTimeouts };
    const session = expectOk(await MtpSession.open(port, services, never));
    const support = new PropertySupport(session.calls);
    const capabilities = expectOk(await readCapabilities(session, support, never));
    const context = new MtpContext(session, capabilities, support, clock);
    const connection = new MtpConnection(identity, context, () => undefined);
    const mtpInterface = await findMtpInterface(port, never);
    if (mtpInterface === null) throw new Error('The device speaks no MTP');
    return new BenchPlayer(port, context, connection, new RawPipe(port, mtpInterface));
  }

  get transactionCount(): number {
    return this.#port.transactionCount;
  }

  async root(): Promise<FolderReference> {
    const [storage] = expectOk(await this.connection.listStorages(never));
    if (storage === undefined) throw new Error('The device has no storage');
    return { storageId: storage.storageId, folderId: null };
  }

  async makeFolder(parent: FolderReference, name: string): Promise<FolderReference> {
    const { objectId } = expectOk(await this.connection.makeFolder(parent, name, never));
    return { ...parent, folderId: objectId };
  }

  async list(folder: FolderReference): Promise<readonly DeviceObject[]> {
    const found: DeviceObject[] = [];
    const onEntries = (entries: readonly DeviceObject[]) => void found.push(...entries);
    expectOk(await this.connection.list(folder, { signal: never, onEntries }));
    return found;
  }

  async write(folder: FolderReference, name: string, bytes: Uint8Array): Promise<DeviceObject> {
    async function* open() {
      for (let from = 0; from < bytes.byteLength; from += pieceBytes) {
        yield await Promise.resolve(bytes.subarray(from, from + pieceBytes));
      }
    }
    const written = await this.connection.write({
      folder,
      name,
      sizeBytes: bytes.byteLength,
      format: 'other',
      metadata: null,
      modifiedAtMs: null,
      open,
      signal: never,
      onProgress: () => undefined,
    });
    return expectOk(written);
  }

  async read(objectId: ObjectId): Promise<void> {
    const request = { objectId, offsetBytes: 0, lengthBytes: null, signal: never };
    expectOk(await this.connection.read({ ...request, onChunk: () => undefined }));
  }

  async remove(objectId: ObjectId): Promise<void> {
    expectOk(await this.connection.remove(objectId, never));
  }

  /** Announces an object whose bytes `raw.send` then has to send at once. */
  async announce(folder: FolderReference, fileName: string, sizeBytes: number): Promise<void> {
    const { storageId, parent } = expectOk(this.#context.ids.folder(folder));
    const info = encodeObjectInfo({
      storageId,
      parent,
      format: formatCodes.Undefined,
      protectionStatus: 0,
      compressedSizeBytes: sizeBytes,
      fileName,
      dateCreated: '',
      dateModified: '',
    });
    const { calls } = this.#context.session;
    expectOk(await calls.sendDataset('SendObjectInfo', [storageId, parent], info, never));
  }

  /** For `raw.receive`. */
  handleOf(objectId: ObjectId): number {
    return expectOk(this.#context.ids.handle(objectId));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.connection[Symbol.asyncDispose]();
  }
}
