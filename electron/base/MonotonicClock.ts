/** A timer that can be stopped. */
export interface Timer extends Disposable {
  [Symbol.dispose](): void;
}

/**
 * Time that never goes back, and timers on it. Every room takes its time from here, so that tests
 * pass a `FakeMonotonicClock` and never sleep.
 */
export interface MonotonicClock {
  /** Milliseconds since an arbitrary origin; fractions allowed. */
  nowMs(): number;
  /** Calls `callback` once, `delayMs` from now. */
  setTimer(delayMs: number, callback: () => void): Timer;
}

/** The clock of this process. Its timers do not keep the process alive. */
export const systemMonotonicClock: MonotonicClock = {
  nowMs: () => performance.now(),
  setTimer(delayMs, callback) {
    const timeout = setTimeout(callback, delayMs);
    timeout.unref();
    return { [Symbol.dispose]: () => clearTimeout(timeout) };
  },
};
