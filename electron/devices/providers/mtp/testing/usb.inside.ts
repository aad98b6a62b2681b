/** Runs inside the lab's guest: our stack over libusb, to the device on its bus. USB/IP sees the rest. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect } from 'vitest';
import { insideDevice } from '../../../../../e2e/lab/insideDevice.ts';
import { silentLogger } from '../../../../base/Logger.ts';
import { systemMonotonicClock } from '../../../../base/MonotonicClock.ts';
import { describeDeviceContract, transportParts } from '../../../testing/describeDeviceContract.ts';
import type { DeviceContractHarness } from '../../../testing/contract/DeviceContractHarness.ts';
import { valueOf } from '../../../testing/valueOf.ts';
import { MtpProvider } from '../provider/MtpProvider.ts';
import { LibusbBus } from '../transports/usb/LibusbBus.ts';
import { labPlayers } from './labPlayers.ts';

const never = new AbortController().signal;
const device = insideDevice();
const { usbModel, operations, deviations } = labPlayers[device];
/** The only test of these parts that a device deviates in and that does not need the other side. */
const deviating = 'space that is taken is less free, and free again once removed';

const bus = (await LibusbBus.load()) ?? expect.fail('there is no USB');
const clock = systemMonotonicClock;
const provider = new MtpProvider({ bus, servers: [], clock, logger: silentLogger });

const harness: DeviceContractHarness = {
  operations,
  deviations: deviations.filter(({ deviation }) => deviation === deviating),
  // Programs run 10 to 20 times slower in here.
  testTimeoutMs: 240_000,
  async connect() {
    for (;;) {
      const { candidates } = await provider.enumerate(never);
      const found = candidates.find(({ identity }) => identity.model === usbModel);
      if (found !== undefined) return valueOf(await provider.open(found.identity.deviceId, never));
      // A search that is late answers at once with what it knew: let what it hears come in.
      await nextTurn();
    }
  },
  dispose: () => provider[Symbol.asyncDispose](),
};
describeDeviceContract(`${device} over libusb`, harness, transportParts);
