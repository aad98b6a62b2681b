import { beforeEach, expect, test } from 'vitest';
import { IdleWatch } from './IdleWatch.ts';
import { FakeMonotonicClock } from './testing/FakeMonotonicClock.ts';

let clock: FakeMonotonicClock;
let watch: IdleWatch;

beforeEach(() => {
  clock = new FakeMonotonicClock();
  watch = new IdleWatch(clock, 1_000);
});

test('aborts when nothing happened for the whole time', () => {
  clock.advance(999);
  expect(watch.signal.aborted).toBe(false);
  clock.advance(1);
  expect(watch.signal.aborted).toBe(true);
  expect(watch.expired).toBe(true);
});

test('goes on for as long as something happens', () => {
  for (let turn = 0; turn < 20; turn += 1) {
    clock.advance(900);
    watch.report();
  }
  expect(watch.signal.aborted).toBe(false);
  clock.advance(1_000);
  expect(watch.expired).toBe(true);
});

test('does not count what is waited for aside', async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const waiting = watch.aside(promise);
  clock.advance(10_000);
  expect(watch.expired).toBe(false);
  resolve('done');
  expect(await waiting).toBe('done');
  clock.advance(999);
  expect(watch.expired).toBe(false);
  clock.advance(1);
  expect(watch.expired).toBe(true);
});

test('follows a signal, which is no expiry, until it is let go', () => {
  const first = new AbortController();
  const second = new AbortController();
  watch.follow(first.signal);
  watch.follow(second.signal);
  first.abort();
  expect(watch.signal.aborted).toBe(false);
  second.abort();
  expect(watch.signal.aborted).toBe(true);
  expect(watch.expired).toBe(false);
});

test('a signal that was aborted before is followed at once', () => {
  watch.follow(AbortSignal.abort());
  expect(watch.signal.aborted).toBe(true);
});

test('leaves no timer', () => {
  watch[Symbol.dispose]();
  expect(clock.pendingTimerCount).toBe(0);
});
