import type { LabDevice, MtpLab } from '../../../../../e2e/lab/MtpLab.ts';
import { silentLogger } from '../../../../base/Logger.ts';
import { systemMonotonicClock } from '../../../../base/MonotonicClock.ts';
import type { DeviceConnection } from '../../../DeviceConnection.ts';
import { MtpProvider } from '../provider/MtpProvider.ts';
import { connectLabPlayer } from './connectLabPlayer.ts';

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
    return connectLabPlayer(provider, device);
  };
  return { connect, dispose: () => provider[Symbol.asyncDispose]() };
}
