import { expect, test } from 'vitest';
import type { PropertyForm } from '../codec/PropertyDescription.ts';
import { batteryPercentOf } from './batteryPercentOf.ts';

const range = (minimum: number, maximum: number): PropertyForm => ({
  kind: 'range',
  minimum,
  maximum,
  step: 1,
});
const enumeration = (...values: number[]): PropertyForm => ({ kind: 'enumeration', values });
const any: PropertyForm = { kind: 'any' };

test.each([
  [80, any, 80],
  [100, range(0, 100), 100],
  [0, range(0, 100), 0],
  [3, range(0, 4), 75],
  [0, enumeration(0, 50, 100), 0],
  [2, enumeration(0, 1, 2, 3), 67],
  [250, any, 100],
])('%i of %o is %i per cent', (currentValue, form, percent) => {
  expect(batteryPercentOf({ currentValue, form })).toBe(percent);
});

test.each([
  ['an empty battery without a scale', 0, any],
  ['a scale that ends where it begins', 0, range(0, 0)],
  ['an enumeration of nothing', 0, enumeration()],
  ['an enumeration of one level', 0, enumeration(0)],
  ['a text', 'full', any],
])('%s says nothing', (_, currentValue, form) => {
  expect(batteryPercentOf({ currentValue, form })).toBeNull();
});
