import type { Logger } from '../../base/Logger.ts';
import type { MonotonicClock } from '../../base/MonotonicClock.ts';
import type { Result } from '../../base/Result.ts';
import type { DeviceConnection } from '../DeviceConnection.ts';
import { ForwardingConnection, type ConnectionCall } from './ForwardingConnection.ts';

export interface LogOptions {
  readonly clock: MonotonicClock;
  readonly logger: Logger;
}

/**
 * A connection that writes down each call, how long it took and what came of it. Names and bytes are not
 * written: what is on a player is its owner's business.
 */
export function log(connection: DeviceConnection, options: LogOptions): DeviceConnection {
  return new LogConnection(connection, options);
}

class LogConnection extends ForwardingConnection {
  readonly #clock: MonotonicClock;
  readonly #logger: Logger;

  constructor(inner: DeviceConnection, { clock, logger }: LogOptions) {
    super(inner);
    this.#clock = clock;
    this.#logger = logger;
  }

  protected async around<Value, Failure>(
    { method, signal, failure }: ConnectionCall<Failure>,
    proceed: (signal: AbortSignal) => Promise<Result<Value, Failure>>,
  ): Promise<Result<Value, Failure>> {
    const startedMs = this.#clock.nowMs();
    const outcome = await proceed(signal);
    const durationMs = Math.round(this.#clock.nowMs() - startedMs);
    if (outcome.ok) {
      this.#logger.debug('Device call', { method, durationMs });
      return outcome;
    }
    const { code, details } = failure.errorOf(outcome.error);
    const fields = { method, durationMs, code, ...(details === undefined ? {} : { details }) };
    if (code === 'app.cancelled') this.#logger.debug('Device call cancelled', fields);
    else this.#logger.warn('Device call failed', fields);
    return outcome;
  }
}
