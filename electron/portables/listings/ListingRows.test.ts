import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ListingRow } from '../../contract/devices.ts';
import { ObjectId } from '../../contract/ids.ts';
import { ListingRows, type ListingOrder } from './ListingRows.ts';

function row(name: string, also: Partial<ListingRow> = {}): ListingRow {
  return {
    objectId: ObjectId.parse(`o-${Buffer.from(name).toString('hex').slice(0, 60)}`),
    name,
    kind: 'file',
    content: 'music',
    sizeBytes: 0,
    modifiedAt: null,
    readOnly: false,
    ...also,
  };
}

const by = (sort: ListingOrder['sort']['by'], descending = false, filter = ''): ListingOrder => ({
  sort: { by: sort, descending },
  filter,
});

const names = (rows: ListingRows, order: ListingOrder) =>
  rows.page(order, 0, 1_000).rows.map(({ name }) => name);

describe('ListingRows', () => {
  test('orders names as a person does, folders first in both directions', () => {
    const rows = new ListingRows();
    rows.add([row('Track 10'), row('Track 2'), row('zoo', { kind: 'folder' })]);
    expect(names(rows, by('name'))).toEqual(['zoo', 'Track 2', 'Track 10']);
    expect(names(rows, by('name', true))).toEqual(['zoo', 'Track 10', 'Track 2']);
  });

  test('orders by size, date and kind, and what is the same by its name', () => {
    const rows = new ListingRows();
    rows.add([
      row('c', { sizeBytes: 1, modifiedAt: '2024-01-01T00:00:00.000Z', content: 'video' }),
      row('b', { sizeBytes: 3 }),
      row('a', { sizeBytes: 3, modifiedAt: '2023-01-01T00:00:00.000Z' }),
    ]);
    expect(names(rows, by('size', true))).toEqual(['a', 'b', 'c']);
    expect(names(rows, by('modified'))).toEqual(['b', 'a', 'c']);
    expect(names(rows, by('content'))).toEqual(['a', 'b', 'c']);
  });

  test('filters by parts of the name, whatever their case and accents', () => {
    const rows = new ListingRows();
    rows.add([row('Beyoncé - Halo'), row('Halogen'), row('Other')]);
    expect(names(rows, by('name', false, 'HALO beyonce'))).toEqual(['Beyoncé - Halo']);
    expect(rows.page(by('name', false, 'halo'), 1, 1)).toMatchObject({
      count: 2,
      rows: [{ name: 'Halogen' }],
    });
  });

  test('however rows come and go, every order is that of all at once', () => {
    const name = fc.string({
      minLength: 1,
      maxLength: 4,
      unit: fc.constantFrom('a', 'B', '1', '2'),
    });
    const step = fc.oneof(
      fc.record({ kind: fc.constant('add' as const), names: fc.array(name, { maxLength: 8 }) }),
      fc.record({ kind: fc.constant('remove' as const), names: fc.array(name, { maxLength: 3 }) }),
      fc.record({ kind: fc.constant('look' as const) }),
    );
    const orders = [
      by('name'),
      by('size', true),
      by('name', true, 'a'),
      by('modified'),
      by('size'),
    ];
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const rows = new ListingRows();
        const expected = new Map<string, ListingRow>();
        for (const each of steps) {
          if (each.kind === 'add') {
            const added = each.names.map((own) => row(own, { sizeBytes: own.length }));
            rows.add(added);
            for (const own of added) expected.set(own.objectId, own);
          } else if (each.kind === 'remove') {
            const ids = each.names.map((own) => row(own).objectId);
            rows.remove(ids);
            for (const id of ids) expected.delete(id);
          } else for (const order of orders) rows.page(order, 0, 3);
        }
        const fresh = new ListingRows();
        fresh.add([...expected.values()]);
        expect(rows.count).toBe(expected.size);
        for (const order of orders) {
          expect(rows.page(order, 0, 1_000)).toEqual(fresh.page(order, 0, 1_000));
        }
      }),
    );
  });
});
