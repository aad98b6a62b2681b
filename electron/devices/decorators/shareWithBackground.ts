import { delay } from '../../base/delay.ts';
import type { MonotonicClock } from '../../base/MonotonicClock.ts';
import { err, type Result } from '../../base/Result.ts';
import type { DeviceConnection } from '../DeviceConnection.ts';
import { ForwardingConnection, type ConnectionCall } from './ForwardingConnection.ts';

/** In ms. So long nobody must have asked before the background does: copies follow each other. */
export const quietMs = 3_000;

export interface SharedConnection {
  readonly foreground: DeviceConnection;
  /**
   * Waits until the foreground has asked for nothing for `quietMs`, and is cut short with `device.busy`
   * when it asks again. Only to look: a call that was cut short is made anew.
   */
  readonly background: DeviceConnection;
}

/** One connection for what a person waits for, and for what nobody waits for. */
export function shareWithBackground(
  connection: DeviceConnection,
  clock: MonotonicClock,
): SharedConnection {
  const precedence = new Precedence(clock);
  return {
    foreground: new ForegroundConnection(connection, precedence),
    background: new BackgroundConnection(connection, precedence),
  };
}

/** Who may ask now. */
class Precedence {
  readonly #clock: MonotonicClock;
  #askingCount = 0;
  #lastAskedMs = Number.NEGATIVE_INFINITY;
  /** Of what the background asks until the foreground does. */
  #yielding = new AbortController();

  constructor(clock: MonotonicClock) {
    this.#clock = clock;
  }

  /** Aborts as soon as the foreground asks. */
  get yielding(): AbortSignal {
    return this.#yielding.signal;
  }

  begin(): void {
    this.#askingCount += 1;
    this.#yielding.abort();
  }

  end(): void {
    this.#askingCount -= 1;
    this.postpone();
  }

  /** The background waits from now on. */
  postpone(): void {
    this.#lastAskedMs = this.#clock.nowMs();
  }

  /** Settles when it is quiet, or `signal` aborts; from then on `yielding` tells that it is no more. */
  async quiet(signal: AbortSignal): Promise<void> {
    for (;;) {
      const remainingMs =
        this.#askingCount > 0 ? quietMs : this.#lastAskedMs + quietMs - this.#clock.nowMs();
      if (remainingMs <= 0 || signal.aborted) break;
      await delay(this.#clock, remainingMs, signal);
    }
    if (this.#yielding.signal.aborted) this.#yielding = new AbortController();
  }
}

class ForegroundConnection extends ForwardingConnection {
  readonly #precedence: Precedence;

  constructor(connection: DeviceConnection, precedence: Precedence) {
    super(connection);
    this.#precedence = precedence;
  }

  protected async around<Value, Failure>(
    { signal }: ConnectionCall<Failure>,
    proceed: (signal: AbortSignal) => Promise<Result<Value, Failure>>,
  ): Promise<Result<Value, Failure>> {
    this.#precedence.begin();
    try {
      return await proceed(signal);
    } finally {
      this.#precedence.end();
    }
  }
}

class BackgroundConnection extends ForwardingConnection {
  readonly #precedence: Precedence;

  constructor(connection: DeviceConnection, precedence: Precedence) {
    super(connection);
    this.#precedence = precedence;
  }

  protected async around<Value, Failure>(
    { signal, failure }: ConnectionCall<Failure>,
    proceed: (signal: AbortSignal) => Promise<Result<Value, Failure>>,
  ): Promise<Result<Value, Failure>> {
    await this.#precedence.quiet(signal);
    const { yielding } = this.#precedence;
    const outcome = await proceed(AbortSignal.any([signal, yielding]));
    if (outcome.ok || signal.aborted) return outcome;
    if (yielding.aborted) return err(failure.of({ code: 'device.busy' }));
    // It is busy with itself: whoever asks again at once gets the same answer.
    if (failure.errorOf(outcome.error).code === 'device.busy') this.#precedence.postpone();
    return outcome;
  }
}
