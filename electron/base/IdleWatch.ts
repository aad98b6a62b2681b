import type { MonotonicClock, Timer } from './MonotonicClock.ts';

/**
 * Keeps time over work that may go on for as long as something happens: its signal is aborted when
 * nothing was reported for `idleMs`, or with the signal it follows. Dispose it when the work is done.
 */
export class IdleWatch implements Disposable {
  readonly #clock: MonotonicClock;
  readonly #idleMs: number;
  readonly #controller = new AbortController();
  #followed: AbortSignal | null = null;
  #lastReportMs: number;
  #timer: Timer;
  #asides = 0;
  #expired = false;

  constructor(clock: MonotonicClock, idleMs: number) {
    this.#clock = clock;
    this.#idleMs = idleMs;
    this.#lastReportMs = clock.nowMs();
    this.#timer = clock.setTimer(idleMs, () => this.#look());
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Did time run out? If not, and the signal is aborted, it followed another. */
  get expired(): boolean {
    return this.#expired;
  }

  /** Something happened. */
  report(): void {
    this.#lastReportMs = this.#clock.nowMs();
  }

  /** From now on the work ends when `signal` is aborted; `null` lets it go on to its end. */
  follow(signal: AbortSignal | null): void {
    this.#followed?.removeEventListener('abort', this.#abort);
    this.#followed = signal;
    if (signal?.aborted === true) this.#abort();
    else signal?.addEventListener('abort', this.#abort);
  }

  /** Waits for something that is not watched: its time does not count. */
  async aside<Value>(work: Promise<Value> | Value): Promise<Value> {
    this.#asides += 1;
    try {
      return await work;
    } finally {
      this.#asides -= 1;
      this.report();
    }
  }

  [Symbol.dispose](): void {
    this.follow(null);
    this.#timer[Symbol.dispose]();
  }

  readonly #abort = () => this.#controller.abort();

  /** The timer is set anew when it falls due, and not with every report. */
  #look(): void {
    if (this.#asides > 0) this.report();
    const restMs = this.#lastReportMs + this.#idleMs - this.#clock.nowMs();
    if (restMs > 0) {
      this.#timer = this.#clock.setTimer(restMs, () => this.#look());
      return;
    }
    this.#expired = true;
    this.#abort();
  }
}
