import type { Logger } from '../../base/Logger.ts';
import type { Result } from '../../base/Result.ts';
import type { AppError, ErrorCode } from '../../contract/errors.ts';
import type { DeviceId } from '../../contract/ids.ts';
import type { TransferDevice, TransferDevices } from '../../sync/execution/TransferDevice.ts';

/** What this needs of the queue. */
export interface DeviceRows {
  setDeviceErrors(
    deviceId: DeviceId | 'all',
    errorCode: ErrorCode | null,
  ): Promise<Result<unknown, AppError>>;
}

export interface MarkQueueRowsOptions {
  readonly devices: Pick<TransferDevices, 'changes'>;
  /** The player, or why it cannot be asked. */
  readonly ready: (deviceId: DeviceId) => Result<TransferDevice, AppError>;
  readonly queue: DeviceRows;
  readonly logger: Logger;
}

/**
 * Rows of the queue whose files are on a player that is not there say so, for as long as it is not: from
 * the start of the program until the player comes, and again when it goes. Ends with the returned handle.
 */
export function markQueueRows({ devices, ready, queue, logger }: MarkQueueRowsOptions): Disposable {
  const mark = (deviceId: DeviceId | 'all', errorCode: ErrorCode | null) => {
    queue.setDeviceErrors(deviceId, errorCode).catch((error: unknown) => {
      logger.error('Rows of a player were not marked', { error });
    });
  };
  mark('all', 'device.notFound');
  return devices.changes.subscribe((deviceId) => {
    const device = ready(deviceId);
    if (device.ok) mark(deviceId, null);
    // It finds its way back by itself, or is lost next.
    else if (device.error.code !== 'device.busy') mark(deviceId, device.error.code);
  });
}
