import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QueueSelection } from '../../../electron/contract/queue.ts';
import {
  allRows,
  isSelected,
  noRows,
  onlyRow,
  rowsBetween,
  selectedCount,
  settleRange,
  toggleRow,
  toQueueSelection,
  type RowSelection,
} from './RowSelection.ts';
import { sampleRow } from './testing/sampleRow.ts';

const count = 50_000;

describe('RowSelection', () => {
  it('selects all of 50,000 rows without knowing them', () => {
    const all = allRows('');
    expect(selectedCount(all, count)).toBe(count);
    expect(toQueueSelection(all)).toEqual({ kind: 'all', except: [] });
    expect(toQueueSelection(allRows('satie'))).toEqual({
      kind: 'all',
      search: 'satie',
      except: [],
    });
  });

  it('takes single rows out of all of them', () => {
    const row = sampleRow(7);
    const selection = toggleRow(allRows(''), row, () => undefined);
    expect(isSelected(selection, row)).toBe(false);
    expect(isSelected(selection, sampleRow(8))).toBe(true);
    expect(selectedCount(selection, count)).toBe(count - 1);
  });

  it('tells a range by its ends, in either order', () => {
    const selection = rowsBetween(3, 20_000, 5);
    expect(selectedCount(selection, count)).toBe(19_996);
    expect(isSelected(selection, sampleRow(5))).toBe(true);
    expect(isSelected(selection, sampleRow(4))).toBe(false);
    expect(toQueueSelection(selection)).toEqual({
      kind: 'range',
      revision: 3,
      firstIndex: 5,
      lastIndex: 20_000,
    });
  });

  it('makes ids of a range whose rows are known, so that it outlives a change of the queue', () => {
    const settled = settleRange(rowsBetween(1, 2, 4), sampleRow);
    expect(settled).toEqual({ kind: 'some', entryIds: new Set(['e3', 'e4', 'e5']) });
    const unknown = rowsBetween(1, 2, 4);
    expect(settleRange(unknown, () => undefined)).toBe(unknown);
  });

  it('is nothing to a command when nothing is selected', () => {
    expect(toQueueSelection(noRows)).toBeNull();
  });

  it('always counts what it holds, and always fits the contract', () => {
    const place = fc.nat({ max: 60 });
    const start = fc.oneof(
      fc.constant<RowSelection>(noRows),
      fc.constant<RowSelection>(allRows('')),
      place.map<RowSelection>((index) => onlyRow(sampleRow(index).entryId)),
      fc.tuple(place, place).map<RowSelection>(([one, other]) => rowsBetween(1, one, other)),
    );
    fc.assert(
      fc.property(start, fc.array(place), (selection, toggled) => {
        let now = selection;
        for (const index of toggled) now = toggleRow(now, sampleRow(index), sampleRow);
        const rows = Array.from({ length: 61 }, (_, index) => sampleRow(index));
        expect(rows.filter((row) => isSelected(now, row))).toHaveLength(selectedCount(now, 61));
        const told = toQueueSelection(now);
        expect(told === null || QueueSelection.safeParse(told).success).toBe(true);
      }),
    );
  });
});
