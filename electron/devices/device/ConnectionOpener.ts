import { delay } from '../../base/delay.ts';
import type { Logger } from '../../base/Logger.ts';
import type { MonotonicClock } from '../../base/MonotonicClock.ts';
import { Mutex } from '../../base/Mutex.ts';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceId } from '../../contract/ids.ts';
import { withPolicies } from '../decorators/withPolicies.ts';
import type { DeviceConnection } from '../DeviceConnection.ts';
import type { DeviceProvider, OpenApproach } from '../DeviceProvider.ts';

/** In ms. After the first an attempt is cancelled, after the second nobody waits for it any more. */
const openLimitMs = 60_000;
const letGoLimitMs = 10_000;

export interface ConnectionOpenerOptions {
  readonly provider: DeviceProvider;
  readonly deviceId: DeviceId;
  readonly clock: MonotonicClock;
  readonly logger: Logger;
}

/**
 * Opens and closes the connections of one device, one after the other: the next is opened when the last
 * one has let go, or was given up.
 */
export class ConnectionOpener {
  readonly #options: ConnectionOpenerOptions;
  readonly #mutex = new Mutex();

  constructor(options: ConnectionOpenerOptions) {
    this.#options = options;
  }

  async open(
    approach: OpenApproach,
    signal: AbortSignal,
  ): Promise<Result<DeviceConnection, AppError>> {
    const { clock, logger } = this.#options;
    const turn = await this.#mutex.runUnlessAborted(signal, async () => {
      const opened = await this.#openNow(approach, signal);
      if (!opened.ok || !signal.aborted) return opened;
      await this.#closeNow(opened.value);
      return err({ code: 'app.cancelled' as const });
    });
    const opened = turn.ok ? turn.value : err({ code: 'app.cancelled' as const });
    return opened.ok ? ok(withPolicies(opened.value, { clock, logger })) : opened;
  }

  close(connection: DeviceConnection): Promise<void> {
    return this.#mutex.runExclusive(() => this.#closeNow(connection));
  }

  async #openNow(
    approach: OpenApproach,
    signal: AbortSignal,
  ): Promise<Result<DeviceConnection, AppError>> {
    const { provider, deviceId, clock } = this.#options;
    const limit = new AbortController();
    const over = new AbortController();
    const timer = clock.setTimer(openLimitMs, () => limit.abort());
    const opening = provider.open(deviceId, AbortSignal.any([signal, limit.signal]), approach);
    const givenUp = delay(clock, openLimitMs + letGoLimitMs, over.signal).then(() => null);
    const opened = await Promise.race([opening, givenUp]);
    timer[Symbol.dispose]();
    over.abort();
    // What is opened after all, when nobody waits for it any more, is closed at once.
    if (opened === null) void opening.then((late) => (late.ok ? this.#closeNow(late.value) : null));
    if (opened?.ok === true) return opened;
    const isTimedOut = opened === null || limit.signal.aborted;
    return isTimedOut ? err({ code: 'device.timedOut' }) : opened;
  }

  async #closeNow(connection: DeviceConnection): Promise<void> {
    const closed = new AbortController();
    const closing = Promise.resolve(connection[Symbol.asyncDispose]()).then(() => closed.abort());
    await Promise.race([closing, delay(this.#options.clock, letGoLimitMs, closed.signal)]);
  }
}
