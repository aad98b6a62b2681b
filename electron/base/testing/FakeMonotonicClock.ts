import type { MonotonicClock, Timer } from '../MonotonicClock.ts';

interface PendingTimer {
  readonly dueMs: number;
  readonly callback: () => void;
}

/** A clock that moves only when told. Timers fire in order of their due time, then of their making. */
export class FakeMonotonicClock implements MonotonicClock {
  #nowMs: number;
  readonly #pending = new Set<PendingTimer>();

  constructor(startMs = 0) {
    this.#nowMs = startMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  setTimer(delayMs: number, callback: () => void): Timer {
    const timer: PendingTimer = { dueMs: this.#nowMs + delayMs, callback };
    this.#pending.add(timer);
    return { [Symbol.dispose]: () => void this.#pending.delete(timer) };
  }

  /** Moves time on by `durationMs`, firing what falls due on the way at its own time. */
  advance(durationMs: number): void {
    const endMs = this.#nowMs + durationMs;
    for (;;) {
      let next: PendingTimer | undefined;
      for (const timer of this.#pending) {
        if (timer.dueMs <= endMs && (next === undefined || timer.dueMs < next.dueMs)) next = timer;
      }
      if (next === undefined) break;
      this.#pending.delete(next);
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      next.callback();
    }
    this.#nowMs = endMs;
  }

  /** How many timers wait; 0 after a service was disposed properly. */
  get pendingTimerCount(): number {
    return this.#pending.size;
  }
}
