import { expect, test } from 'vitest';
import { delay } from './delay.ts';
import { FakeMonotonicClock } from './testing/FakeMonotonicClock.ts';

test('ends when its time has come', async () => {
  const clock = new FakeMonotonicClock();
  const { signal } = new AbortController();
  let isOver = false;
  const waiting = delay(clock, 100, signal).then(() => (isOver = true));
  clock.advance(99);
  await Promise.resolve();
  expect(isOver).toBe(false);
  clock.advance(1);
  await waiting;
});

test('ends at once when it is aborted, and leaves no timer', async () => {
  const clock = new FakeMonotonicClock();
  const controller = new AbortController();
  const waiting = delay(clock, 100, controller.signal);
  controller.abort();
  await waiting;
  await delay(clock, 100, controller.signal);
  expect(clock.pendingTimerCount).toBe(0);
});
