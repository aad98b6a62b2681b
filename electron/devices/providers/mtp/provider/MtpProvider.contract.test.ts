import { ok } from '../../../../base/Result.ts';
import { silentLogger } from '../../../../base/Logger.ts';
import { systemMonotonicClock } from '../../../../base/MonotonicClock.ts';
import { describeDeviceContract } from '../../../testing/describeDeviceContract.ts';
import { valueOf } from '../../../testing/valueOf.ts';
import { eventCodes } from '../codec/codes/eventCodes.ts';
import { FakeMtpOperations } from '../testing/FakeMtpOperations.ts';
import { FakeMtpStore, type FakeMtpObject } from '../testing/FakeMtpStore.ts';
import { FakeResponder } from '../testing/FakeResponder.ts';
import { MtpProvider } from './MtpProvider.ts';
import type { LocalBus } from './UsbPlace.ts';

const never = new AbortController().signal;
const operations = new FakeMtpOperations(new FakeMtpStore());
let responder = new FakeResponder(operations);

const bus: LocalBus = {
  list: () => [
    {
      location: '1-1',
      busNumber: 1,
      address: 1,
      descriptors: responder.descriptors,
      open: () => ok(responder),
    },
  ],
  watch: () => ({ [Symbol.dispose]: () => undefined }),
};
const provider = new MtpProvider({
  bus,
  servers: [],
  clock: systemMonotonicClock,
  logger: silentLogger,
});

describeDeviceContract('mtp-fake', {
  operations: [
    'read',
    'readRange',
    'write',
    'resumeWrite',
    'makeFolder',
    'rename',
    'move',
    'copy',
    'remove',
    'setMetadata',
    'references',
    'setName',
  ],
  deviations: [],
  async connect() {
    if (responder.gone.aborted) responder = new FakeResponder(operations);
    const { candidates } = await provider.enumerate(never);
    const deviceId = candidates[0]?.identity.deviceId;
    if (deviceId === undefined) throw new Error('nothing was found');
    return valueOf(await provider.open(deviceId, never));
  },
  dispose: () => provider[Symbol.asyncDispose](),
  readOnOtherSide: (path) => Promise.resolve(objectAt(path)?.bytes ?? new Uint8Array(0)),
  listOnOtherSide: (path) =>
    Promise.resolve(
      operations.store.childrenOf(objectAt(path)?.handle ?? 0).map(({ fileName }) => fileName),
    ),
  placeOnOtherSide(path, files) {
    const parent = objectAt(path)?.handle ?? 0;
    for (const { name, bytes } of files) operations.store.add({ fileName: name, bytes, parent });
    return Promise.resolve();
  },
  addOnOtherSide(name) {
    const { handle } = operations.store.add({ fileName: name });
    responder.notify(eventCodes.ObjectAdded, [handle]);
    return Promise.resolve();
  },
  unplug() {
    responder.unplug();
    return Promise.resolve();
  },
});

function objectAt(path: readonly string[]): FakeMtpObject | undefined {
  let found: FakeMtpObject | undefined;
  for (const name of path) {
    found = operations.store
      .childrenOf(found?.handle ?? 0)
      .find(({ fileName }) => fileName === name);
  }
  return found;
}
