import { encode } from 'jpeg-js';
import { expect, test, vi } from 'vitest';
import { FakeMonotonicClock } from '../../base/testing/FakeMonotonicClock.ts';
import { CoverShrinker } from './CoverShrinker.ts';

// Threads take their time to start on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const { signal } = new AbortController();
const limits = { maximumBytes: 100_000, maximumSide: 50 };
const picture = encode(
  { width: 200, height: 200, data: new Uint8Array(160_000).fill(90) },
  80,
).data;

test('makes covers small in a thread of their own', async () => {
  await using shrinker = new CoverShrinker(new FakeMonotonicClock());
  const [first, second, none] = await Promise.all([
    shrinker.shrink(picture, limits, signal),
    shrinker.shrink(picture, limits, signal),
    shrinker.shrink(new Uint8Array(3), limits, signal),
  ]);
  expect(first?.length).toBeLessThan(picture.length);
  expect([second, none]).toEqual([first, null]);
});

test('a picture over which the thread falls silent has no cover, and the next is tried anew', async () => {
  const clock = new FakeMonotonicClock();
  const module = new URL('testing/silentCoverWorker.ts', import.meta.url);
  await using shrinker = new CoverShrinker(clock, module);
  for (let time = 0; time < 2; time += 1) {
    const shrinking = shrinker.shrink(picture, limits, signal);
    await vi.waitFor(() => expect(clock.pendingTimerCount).toBe(1));
    clock.advance(60_000);
    expect(await shrinking).toBeNull();
  }
});

test('an abort ends what is made, and what waits for its turn, without any time passing', async () => {
  const clock = new FakeMonotonicClock();
  const module = new URL('testing/silentCoverWorker.ts', import.meta.url);
  await using shrinker = new CoverShrinker(clock, module);
  const first = new AbortController();
  const second = new AbortController();
  const third = new AbortController();
  const making = shrinker.shrink(picture, limits, first.signal);
  const waiting = shrinker.shrink(picture, limits, second.signal);
  const last = shrinker.shrink(picture, limits, third.signal);
  await vi.waitFor(() => expect(clock.pendingTimerCount).toBe(1));
  second.abort();
  expect(await waiting).toBeNull();
  first.abort();
  expect(await making).toBeNull();
  await vi.waitFor(() => expect(clock.pendingTimerCount).toBe(1));
  third.abort();
  expect(await last).toBeNull();
  expect(clock.pendingTimerCount).toBe(0);
});

test('a picture over which the thread dies has no cover, and nobody waits', async () => {
  const module = new URL('testing/dyingCoverWorker.ts', import.meta.url);
  await using shrinker = new CoverShrinker(new FakeMonotonicClock(), module);
  expect(await shrinker.shrink(picture, limits, signal)).toBeNull();
  expect(await shrinker.shrink(picture, limits, signal)).toBeNull();
});
