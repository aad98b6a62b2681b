import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allRows,
  isSelected,
  noRows,
  onlyRow,
  rowsBetween,
  selectedCount,
  settleRange,
  toggleRow,
  validSelection,
  type RowSelection,
} from './RowSelection.ts';

const count = 50_000;
const now = { revision: 3, search: '', order: 'by name' };
const idOf = (index: number) => `e${index}`;
const placed = (index: number) => ({ id: idOf(index), index });

describe('RowSelection', () => {
  it('selects all of 50,000 rows without knowing them', () => {
    expect(selectedCount(allRows(''), count)).toBe(count);
    expect(isSelected(allRows(''), placed(49_999))).toBe(true);
  });

  it('takes single rows out of all of them', () => {
    const selection = toggleRow(allRows(''), idOf(7), () => undefined);
    expect(isSelected(selection, placed(7))).toBe(false);
    expect(isSelected(selection, placed(8))).toBe(true);
    expect(selectedCount(selection, count)).toBe(count - 1);
  });

  it('tells a range by its ends, in either order', () => {
    const selection = rowsBetween(now, 20_000, 5);
    expect(selectedCount(selection, count)).toBe(19_996);
    expect(isSelected(selection, placed(5))).toBe(true);
    expect(isSelected(selection, placed(4))).toBe(false);
    expect(selection).toEqual({ kind: 'range', ...now, firstIndex: 5, lastIndex: 20_000 });
  });

  it('makes ids of a range whose rows are known, so that it outlives a change of the list', () => {
    const settled = settleRange(rowsBetween(now, 2, 4), idOf);
    expect(settled).toEqual({ kind: 'some', ids: new Set(['e2', 'e3', 'e4']) });
    const unknown = rowsBetween(now, 2, 4);
    expect(settleRange(unknown, () => undefined)).toBe(unknown);
  });

  it('holds no longer than what it was told of', () => {
    const some = onlyRow('e1');
    const otherRows = { ...now, search: 'satie' };
    const otherOrder = { ...now, order: 'by size' };
    const range = rowsBetween(now, 2, 4);
    expect(validSelection(some, otherRows)).toBe(some);
    expect(validSelection(allRows(''), otherOrder)).toEqual(allRows(''));
    expect(validSelection(allRows(''), otherRows)).toEqual(noRows());
    expect(validSelection(range, now)).toBe(range);
    for (const then of [otherRows, otherOrder, { ...now, revision: 4 }]) {
      expect(validSelection(range, then)).toEqual(noRows());
    }
  });

  it('always counts what it holds', () => {
    const place = fc.nat({ max: 60 });
    const start = fc.oneof(
      fc.constant<RowSelection<string>>(noRows()),
      fc.constant<RowSelection<string>>(allRows('')),
      place.map<RowSelection<string>>((index) => onlyRow(idOf(index))),
      fc
        .tuple(place, place)
        .map<RowSelection<string>>(([one, other]) => rowsBetween(now, one, other)),
    );
    fc.assert(
      fc.property(start, fc.array(place), (selection, toggled) => {
        let held = selection;
        for (const index of toggled) held = toggleRow(held, idOf(index), idOf);
        const rows = Array.from({ length: 61 }, (_, index) => placed(index));
        expect(rows.filter((row) => isSelected(held, row))).toHaveLength(selectedCount(held, 61));
      }),
    );
  });
});
