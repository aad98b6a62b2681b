import { expect, test } from 'vitest';
import * as fc from 'fast-check';
import { mostPerTurn } from './testing/mostPerTurn.ts';
import { sortInTurns } from './sortInTurns.ts';

const { signal } = new AbortController();
const byValue = (left: { value: number }, right: { value: number }) => left.value - right.value;

/** Every value has to look where it came from, so that equals can be told apart. */
const listOf = (values: readonly number[]) => values.map((value, place) => ({ value, place }));

test('sorts as the language does, equals in the order they came in', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 3_000, size: 'max' }),
      async (values) => {
        const list = listOf(values);
        expect(await sortInTurns(list, byValue, signal)).toEqual(list.toSorted(byValue));
      },
    ),
    { numRuns: 20 },
  );
});

test('100,000 values leave the others their turn, whatever their order', async () => {
  const values = listOf(Array.from({ length: 100_000 }, (_, index) => (index * 7_919) % 100_003));
  let comparisons = 0;
  const compare: typeof byValue = (left, right) => {
    comparisons += 1;
    return byValue(left, right);
  };
  const sorting = sortInTurns(values, compare, signal);
  expect(await mostPerTurn(sorting, () => comparisons)).toBeLessThan(10_000);
  expect((await sorting)[99_999]?.value).toBe(Math.max(...values.map(({ value }) => value)));
});

test('an abort ends it', async () => {
  const stopping = new AbortController();
  const sorting = sortInTurns(listOf(Array<number>(10_000).fill(0)), byValue, stopping.signal);
  stopping.abort(new Error('enough'));
  await expect(sorting).rejects.toThrow('enough');
});
