/** Runs inside the lab's guest: our stack over libusb, to the device on its bus. USB/IP sees the rest. */
import { expect } from 'vitest';
import { insideDevice } from '../../../../../e2e/lab/insideDevice.ts';
import { silentLogger } from '../../../../base/Logger.ts';
import { systemMonotonicClock } from '../../../../base/MonotonicClock.ts';
import { describeDeviceContract, transportParts } from '../../../testing/describeDeviceContract.ts';
import type { DeviceContractHarness } from '../../../testing/contract/DeviceContractHarness.ts';
import { MtpProvider } from '../provider/MtpProvider.ts';
import { LibusbBus } from '../transports/usb/LibusbBus.ts';
import { connectLabPlayer } from './connectLabPlayer.ts';
import { labPlayers } from './labPlayers.ts';

const device = insideDevice();
const { operations, deviations } = labPlayers[device];
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
  connect: () => connectLabPlayer(provider, device),
  dispose: () => provider[Symbol.asyncDispose](),
};
describeDeviceContract(`${device} over libusb`, harness, transportParts);
