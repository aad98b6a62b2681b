/** Runs inside the lab's guest: the real libmtp, with the device on its bus. */
import { expect, test } from 'vitest';
import { insideDevice } from '../../../../../e2e/lab/insideDevice.ts';
import { launchNodeProcess } from '../../../../base/launchNodeProcess.ts';
import { silentLogger } from '../../../../base/Logger.ts';
import { systemMonotonicClock } from '../../../../base/MonotonicClock.ts';
import { describeDeviceContract } from '../../../testing/describeDeviceContract.ts';
import { valueOf } from '../../../testing/valueOf.ts';
import { MtpProvider } from '../../mtp/provider/MtpProvider.ts';
import { LibusbBus } from '../../mtp/transports/usb/LibusbBus.ts';
import { libmtpChild, LibmtpProvider } from '../LibmtpProvider.ts';
import { placedFiles } from './placedFiles.ts';

const never = new AbortController().signal;
const device = insideDevice();
const clock = systemMonotonicClock;
const players = await findPlayers();
const provider = new LibmtpProvider({
  players: () => players,
  launch: () => launchNodeProcess(libmtpChild),
  clock,
});

describeDeviceContract(`libmtp to ${device}`, {
  operations: ['read'],
  deviations: [],
  placedFiles,
  testTimeoutMs: 240_000,
  async connect() {
    const [only] = players;
    const { deviceId } = only?.identity ?? expect.fail('there is no player');
    return valueOf(await provider.open(deviceId, never));
  },
});

test('libmtp, too, is refused while another holds the player', async () => {
  const [only] = players;
  const { deviceId } = only?.identity ?? expect.fail('there is no player');
  await using held = valueOf(await provider.open(deviceId, never));
  const second = await provider.open(deviceId, never);
  expect(second).toMatchObject({ ok: false, error: { code: 'device.failed' } });
  valueOf(await held.listStorages(never));
}, 240_000);

/** As our own stack finds them, which then lets go of them. */
async function findPlayers() {
  const bus = (await LibusbBus.load()) ?? expect.fail('there is no USB');
  await using mtp = new MtpProvider({ bus, servers: [], clock, logger: silentLogger });
  await mtp.enumerate(never);
  return mtp.localPlayers;
}
