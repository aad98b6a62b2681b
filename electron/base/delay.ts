import type { MonotonicClock } from './MonotonicClock.ts';

/** Resolves `durationMs` from now on the clock, or as soon as `signal` aborts. */
export function delay(
  clock: MonotonicClock,
  durationMs: number,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const timer = clock.setTimer(durationMs, finish);
    signal.addEventListener('abort', finish, { once: true });
    function finish(): void {
      timer[Symbol.dispose]();
      signal.removeEventListener('abort', finish);
      resolve();
    }
  });
}
