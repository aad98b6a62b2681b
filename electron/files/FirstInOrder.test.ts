import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FirstInOrder } from './FirstInOrder.ts';

test('keeps what sorting everything would put first, whatever the order it comes in', () => {
  const numbers = fc.array(fc.integer(), { maxLength: 3_000, size: 'max' });
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 1_000 }), (values, maximum) => {
      const compare = (left: number, right: number) => left - right;
      const first = new FirstInOrder<number>(maximum, compare);
      for (const value of values) first.add(value);
      expect(first.count).toBe(values.length);
      expect(first.values()).toEqual(values.toSorted(compare).slice(0, maximum));
    }),
  );
});
