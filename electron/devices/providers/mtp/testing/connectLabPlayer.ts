import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LabDevice } from '../../../../../e2e/lab/MtpLab.ts';
import type { DeviceConnection } from '../../../DeviceConnection.ts';
import { valueOf } from '../../../testing/valueOf.ts';
import type { MtpProvider } from '../provider/MtpProvider.ts';
import { labPlayers } from './labPlayers.ts';

const never = new AbortController().signal;

/** A player of the lab, as soon as the provider finds it. */
export async function connectLabPlayer(
  provider: MtpProvider,
  device: LabDevice,
): Promise<DeviceConnection> {
  const { usbModel } = labPlayers[device];
  for (;;) {
    const { candidates } = await provider.enumerate(never);
    const found = candidates.find(({ identity }) => identity.model === usbModel);
    if (found !== undefined) return valueOf(await provider.open(found.identity.deviceId, never));
    // A search that is late answers at once with what it knew: let what it hears come in.
    await nextTurn();
  }
}
