import { silentLogger } from '../../electron/base/Logger.ts';
import { systemMonotonicClock } from '../../electron/base/MonotonicClock.ts';
import { DeviceId, type ObjectId } from '../../electron/contract/ids.ts';
import { withPolicies } from '../../electron/devices/decorators/withPolicies.ts';
import type { DeviceConnection } from '../../electron/devices/DeviceConnection.ts';
import type { DeviceObject, FolderReference } from '../../electron/devices/DeviceObject.ts';
import { connectPlayer } from '../../electron/devices/providers/mtp/provider/connectPlayer.ts';
import {
  ObjectIds,
  type FolderHandle,
} from '../../electron/devices/providers/mtp/provider/ObjectIds.ts';
import { findMtpInterface } from '../../electron/devices/providers/mtp/transports/findMtpInterface.ts';
import type { UsbPort } from '../../electron/devices/providers/mtp/transports/UsbPort.ts';
import { CountingPort, type WireCounts } from './CountingPort.ts';
import { expectOk } from './expectOk.ts';
import { RawPipe } from './RawPipe.ts';

const never = new AbortController().signal;
const bothTypes = new Set(['transferToDevice', 'transferFromDevice'] as const);
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

/**
 * A player as the application has it, with all policies, what goes over the wire counted; and beside it the
 * bare pipe it is reached by.
 */
export class BenchPlayer implements AsyncDisposable {
  readonly raw: RawPipe;
  readonly #port: CountingPort;
  readonly #connection: DeviceConnection;
  /** The session is never a new one, so that these name the same handles as the connection's. */
  readonly #ids = new ObjectIds();

  private constructor(port: CountingPort, connection: DeviceConnection, raw: RawPipe) {
    this.#port = port;
    this.#connection = connection;
    this.raw = raw;
  }

  static async open(usbPort: UsbPort): Promise<BenchPlayer> {
    const port = new CountingPort(usbPort);
    const mtpInterface = await findMtpInterface(port, never);
    if (mtpInterface === null) throw new Error('The device speaks no MTP');
    const services = { clock: systemMonotonicClock, logger: silentLogger };
    const player = { identity, port, onClosing: () => undefined };
    const connection = expectOk(await connectPlayer(player, services, never));
    const raw = new RawPipe(port, mtpInterface);
    return new BenchPlayer(port, withPolicies(connection, services), raw);
  }

  /** Until now. */
  get counts(): WireCounts {
    return this.#port.counts;
  }

  async beginSession(): Promise<void> {
    await this.#connection.sessionParticipant?.beginSession(bothTypes, null, never);
  }

  async endSession(): Promise<void> {
    await this.#connection.sessionParticipant?.endSession(bothTypes, null, never);
  }

  async root(): Promise<FolderReference> {
    const [storage] = expectOk(await this.#connection.listStorages(never));
    if (storage === undefined) throw new Error('The device has no storage');
    return { storageId: storage.storageId, folderId: null };
  }

  async makeFolder(parent: FolderReference, name: string): Promise<FolderReference> {
    const { objectId } = expectOk(await this.#connection.makeFolder(parent, name, never));
    return { ...parent, folderId: objectId };
  }

  async list(folder: FolderReference): Promise<readonly DeviceObject[]> {
    const found: DeviceObject[] = [];
    const onEntries = (entries: readonly DeviceObject[]) => void found.push(...entries);
    expectOk(await this.#connection.list(folder, { signal: never, onEntries }));
    return found;
  }

  async write(folder: FolderReference, name: string, bytes: Uint8Array): Promise<DeviceObject> {
    async function* open() {
      for (let from = 0; from < bytes.byteLength; from += pieceBytes) {
        yield await Promise.resolve(bytes.subarray(from, from + pieceBytes));
      }
    }
    const written = await this.#connection.write({
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

  /** Of an object whose size was told when it was listed, which libmtp remembers, too. */
  async read({ objectId, sizeBytes }: DeviceObject): Promise<void> {
    let receivedBytes = 0;
    const read = await this.#connection.read({
      objectId,
      offsetBytes: 0,
      lengthBytes: sizeBytes,
      signal: never,
      onChunk: (chunk) => void (receivedBytes += chunk.byteLength),
    });
    expectOk(read);
    if (receivedBytes !== sizeBytes) throw new Error(`${receivedBytes} of ${sizeBytes} bytes came`);
  }

  async remove(objectId: ObjectId): Promise<void> {
    expectOk(await this.#connection.remove(objectId, never));
  }

  /** For `raw`. */
  folderHandle(folder: FolderReference): FolderHandle {
    return expectOk(this.#ids.folder(folder));
  }

  /** For `raw`. */
  handle({ objectId }: DeviceObject): number {
    return expectOk(this.#ids.handle(objectId));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#connection[Symbol.asyncDispose]();
  }
}
