import type { Logger } from '../../base/Logger.ts';
import type { MonotonicClock } from '../../base/MonotonicClock.ts';
import type { DeviceConnection } from '../DeviceConnection.ts';
import { log } from './log.ts';
import { retry } from './retry.ts';
import { serial } from './serial.ts';
import { timeout } from './timeout.ts';

export interface PolicyOptions {
  readonly clock: MonotonicClock;
  readonly logger: Logger;
}

/** A provider's connection as everybody else uses it. */
export function withPolicies(
  connection: DeviceConnection,
  { clock, logger }: PolicyOptions,
): DeviceConnection {
  return retry(log(serial(timeout(connection, { clock })), { clock, logger }), { clock });
}
