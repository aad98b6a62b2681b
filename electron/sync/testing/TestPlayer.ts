import { silentLogger } from '../../base/Logger.ts';
import { FakeMonotonicClock } from '../../base/testing/FakeMonotonicClock.ts';
import type { DeviceId } from '../../contract/ids.ts';
import { Device } from '../../devices/device/Device.ts';
import { bytesHeldBy, bytesOf } from '../../devices/testing/fake/FakeContents.ts';
import {
  FakeDevice,
  fakeStorageId,
  type FakeDeviceOptions,
} from '../../devices/testing/fake/FakeDevice.ts';
import { FakeProvider } from '../../devices/testing/fake/FakeProvider.ts';
import { StubContentProvider } from '../../devices/testing/StubContentProvider.ts';
import { ReadyDevices } from '../execution/ReadyDevices.ts';
import type { ReplacedFile } from '../journal/Transfer.ts';

/** A fake player behind the real `Device`, plugged in and out as in life. */
export class TestPlayer implements AsyncDisposable {
  readonly clock = new FakeMonotonicClock();
  readonly fake: FakeDevice;
  readonly device: Device;
  readonly readyDevices: ReadyDevices;

  constructor(options: Omit<FakeDeviceOptions, 'clock'> = {}) {
    this.fake = new FakeDevice({ ...options, clock: this.clock });
    const contentProvider = new StubContentProvider();
    this.device = new Device({
      candidate: this.#candidate,
      provider: new FakeProvider(this.fake),
      contentProvider: { forDevice: () => contentProvider },
      clock: this.clock,
      logger: silentLogger,
    });
    this.readyDevices = new ReadyDevices({
      devices: [this.device],
      changes: this.device.changes,
    });
    this.fake.plugged.subscribe(() => this.device.appeared(this.#candidate));
    this.device.appeared(this.#candidate);
  }

  get deviceId(): DeviceId {
    return this.fake.identity.deviceId;
  }

  /** Bytes of every file by its path; folders are named with a `/` at the end. */
  get files(): ReadonlyMap<string, Uint8Array | null> {
    const found = new Map<string, Uint8Array | null>();
    const walk = (folderId: Parameters<FakeDevice['contents']['childrenOf']>[0], path: string) => {
      for (const object of this.fake.contents.childrenOf(folderId)) {
        const own = `${path}${object.name}`;
        if (object.kind === 'file') {
          found.set(own, new Uint8Array(bytesOf(object)));
          continue;
        }
        found.set(`${own}/`, null);
        walk({ storageId: fakeStorageId, folderId: object.objectId }, `${own}/`);
      }
    };
    walk({ storageId: fakeStorageId, folderId: null }, '');
    return found;
  }

  /** What is at the path, as a plan that replaces it would say. */
  replacedFile(path: readonly string[]): ReplacedFile {
    const object = this.fake.contents.at(fakeStorageId, path);
    if (object === undefined) throw new Error(`Nothing at ${path.join('/')}`);
    const { name, modifiedAtMs } = object;
    return { name, sizeBytes: bytesHeldBy(object), modifiedAtMs };
  }

  [Symbol.asyncDispose](): PromiseLike<void> {
    this.readyDevices[Symbol.dispose]();
    return this.device[Symbol.asyncDispose]();
  }

  get #candidate() {
    return { identity: this.fake.identity, location: 'fake', obstacle: null };
  }
}
