import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LabDevice, MtpLab } from '../../../../../e2e/lab/MtpLab.ts';
import { silentLogger } from '../../../../base/Logger.ts';
import { systemMonotonicClock } from '../../../../base/MonotonicClock.ts';
import type { DeviceConnection } from '../../../DeviceConnection.ts';
import { valueOf } from '../../../testing/valueOf.ts';
import { MtpProvider } from '../provider/MtpProvider.ts';
import { labPlayers } from './labPlayers.ts';

const never = new AbortController().signal;

/** A player of the lab over USB/IP. One provider for each, so that neither holds what the other looks for. */
export function reachLabPlayer(lab: MtpLab, device: LabDevice) {
  const provider = new MtpProvider({
    bus: null,
    servers: [{ host: '127.0.0.1', port: lab.port }],
    clock: systemMonotonicClock,
    logger: silentLogger,
  });
  const connect = async (): Promise<DeviceConnection> => {
    await lab.plug(device);
    for (;;) {
      const { candidates } = await provider.enumerate(never);
      const { usbModel } = labPlayers[device];
      const found = candidates.find(({ identity }) => identity.model === usbModel);
      if (found !== undefined) return valueOf(await provider.open(found.identity.deviceId, never));
      // A search that is late answers at once with what it knew: let what it hears come in.
      await nextTurn();
    }
  };
  return { connect, dispose: () => provider[Symbol.asyncDispose]() };
}
