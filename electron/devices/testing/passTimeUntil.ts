import { setImmediate } from 'node:timers/promises';
import type { FakeMonotonicClock } from '../../base/testing/FakeMonotonicClock.ts';

/** Moves the clock on, step by step and only when nothing else is to be done, until `isOver`. */
export async function passTimeUntil(
  clock: FakeMonotonicClock,
  isOver: () => boolean,
  stepMs = 100,
): Promise<void> {
  while (!isOver()) {
    await setImmediate();
    if (!isOver()) clock.advance(stepMs);
  }
}

/** The same, until `promise` is settled. */
export async function passTimeFor<Value>(
  clock: FakeMonotonicClock,
  promise: Promise<Value>,
  stepMs?: number,
): Promise<Value> {
  const state = { isSettled: false };
  const settle = () => (state.isSettled = true);
  promise.then(settle, settle);
  await passTimeUntil(clock, () => state.isSettled, stepMs);
  return promise;
}
