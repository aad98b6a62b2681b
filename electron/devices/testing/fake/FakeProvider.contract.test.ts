import { describeDeviceContract } from '../describeDeviceContract.ts';
import { valueOf } from '../valueOf.ts';
import { bytesOf } from './FakeContents.ts';
import { FakeDevice, fakeOperations, fakeStorageId } from './FakeDevice.ts';
import { FakeProvider } from './FakeProvider.ts';

const device = new FakeDevice();
const provider = new FakeProvider(device);
const { signal } = new AbortController();

describeDeviceContract('fake', {
  operations: fakeOperations,
  deviations: [],
  async connect() {
    if (!device.isPlugged) device.plug();
    return valueOf(await provider.open(device.identity.deviceId, signal));
  },
  readOnOtherSide(path) {
    const object = device.contents.at(fakeStorageId, path);
    if (object === undefined) throw new Error(`nothing at ${path.join('/')}`);
    return Promise.resolve(bytesOf(object));
  },
  listOnOtherSide(path) {
    const folderId = device.contents.at(fakeStorageId, path)?.objectId ?? null;
    const folder = { storageId: fakeStorageId, folderId };
    return Promise.resolve(device.contents.childrenOf(folder).map(({ name }) => name));
  },
  addOnOtherSide(name) {
    device.addFromOutside({ name, kind: 'file' });
    return Promise.resolve();
  },
  unplug() {
    device.unplug();
    return Promise.resolve();
  },
});

const readOnly = new FakeDevice({
  number: 2,
  capabilities: { operations: new Set(['read']) },
});
const placedFiles = [
  { name: 'placed.bin', bytes: new Uint8Array(200_000).fill(7) },
  { name: 'empty.bin', bytes: new Uint8Array() },
];
for (const file of placedFiles) readOnly.add({ ...file, kind: 'file' });

describeDeviceContract('fake that only reads', {
  operations: ['read'],
  deviations: [],
  placedFiles,
  async connect() {
    const { deviceId } = readOnly.identity;
    return valueOf(await new FakeProvider(readOnly).open(deviceId, signal));
  },
});
