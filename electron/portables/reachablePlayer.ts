import { err, ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import type { DeviceId } from '../contract/ids.ts';
import type { DeviceRegistry } from '../devices/registry/DeviceRegistry.ts';
import { readyDevice, type TransferDevice } from '../sync/execution/TransferDevice.ts';

/** The player, or why it cannot be asked for anything now. */
export function reachablePlayer(
  registry: Pick<DeviceRegistry, 'device'>,
  deviceId: DeviceId,
): Result<TransferDevice, AppError> {
  const device = registry.device(deviceId);
  if (device === undefined) return err({ code: 'device.notFound' });
  const ready = readyDevice(device);
  if (ready !== null) return ok(ready);
  const { problem, state } = device.status;
  return err(problem ?? { code: state === 'lost' ? 'device.disconnected' : 'device.busy' });
}
