/** Runs inside the lab's guest: our stack over libusb, to the device on its bus. */
import { expect } from 'vitest';
import { insideDevice } from '../../../../../e2e/lab/insideDevice.ts';
import { silentLogger } from '../../../../base/Logger.ts';
import { systemMonotonicClock } from '../../../../base/MonotonicClock.ts';
import { describeDeviceContract } from '../../../testing/describeDeviceContract.ts';
import { valueOf } from '../../../testing/valueOf.ts';
import { MtpProvider } from '../provider/MtpProvider.ts';
import { LibusbBus } from '../transports/usb/LibusbBus.ts';
import { labPlayers } from './labPlayers.ts';

const never = new AbortController().signal;
const device = insideDevice();
const { usbModel, operations, deviations } = labPlayers[device];
/** Of a test that needs the other side, which is outside. */
const notHere = 'tells when somebody else adds a file';

const bus = (await LibusbBus.load()) ?? expect.fail('there is no USB');
const clock = systemMonotonicClock;
const provider = new MtpProvider({ bus, servers: [], clock, logger: silentLogger });

describeDeviceContract(`${device} over libusb`, {
  operations,
  deviations: deviations.filter(({ deviation }) => deviation !== notHere),
  // Programs run 10 to 20 times slower in here.
  manyFilesCount: 100,
  testTimeoutMs: 240_000,
  async connect() {
    for (;;) {
      const { candidates } = await provider.enumerate(never);
      const found = candidates.find(({ identity }) => identity.model === usbModel);
      if (found === undefined) continue;
      return valueOf(await provider.open(found.identity.deviceId, never));
    }
  },
  dispose: () => provider[Symbol.asyncDispose](),
});
