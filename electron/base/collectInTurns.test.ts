import { expect, test } from 'vitest';
import { collectInTurns } from './collectInTurns.ts';

const { signal } = new AbortController();

function* numbers(count: number, onMade: (made: number) => void = () => undefined) {
  for (let number = 1; number <= count; number += 1) {
    onMade(number);
    yield number;
  }
}

test('collects everything in order', async () => {
  expect(await collectInTurns(numbers(5), 2, signal)).toEqual([1, 2, 3, 4, 5]);
});

test('lets others have a turn', async () => {
  let made = 0;
  const seen: number[] = [];
  const collecting = collectInTurns(
    numbers(6, (number) => (made = number)),
    2,
    signal,
  );
  const look = () => {
    seen.push(made);
    if (made < 6) setImmediate(look);
  };
  setImmediate(look);
  await collecting;
  expect(seen[0]).toBeLessThan(6);
});

test('stops at an abort', async () => {
  const controller = new AbortController();
  let made = 0;
  const collecting = collectInTurns(
    numbers(1_000, (number) => {
      made = number;
      if (number === 10) controller.abort();
    }),
    5,
    controller.signal,
  );
  await expect(collecting).rejects.toThrow(DOMException);
  expect(made).toBe(10);
});
