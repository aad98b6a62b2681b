import { useRef, useState } from 'react';
import type { ListingRow } from '../../../../electron/contract/devices.ts';
import type { ObjectId } from '../../../../electron/contract/ids.ts';
import type { RowPages } from '../../../stores/index.ts';

/** How a row is reached: alone, extending what is selected, added or taken away, or without selecting. */
export type Reach = 'select' | 'extend' | 'toggle' | 'visit';

const nothing: ReadonlyMap<ObjectId, ListingRow> = new Map();

/** What is selected of a listing, and which row the keyboard is on. */
export function useListingSelection(pages: RowPages<ListingRow>) {
  const [selected, setSelected] = useState(nothing);
  const [active, setActive] = useState<{ readonly place: number; readonly id: ObjectId | null }>({
    place: 0,
    id: null,
  });
  const anchor = useRef(0);
  const count = pages.count ?? 0;
  const followed =
    active.id === null ? null : pages.placeOf(({ objectId }) => objectId === active.id);
  const activePlace = Math.max(0, Math.min(count - 1, followed ?? active.place));

  const between = (one: number, other: number): ReadonlyMap<ObjectId, ListingRow> => {
    const rows = new Map<ObjectId, ListingRow>();
    for (let place = Math.min(one, other); place <= Math.max(one, other); place += 1) {
      const row = pages.rowAt(place);
      if (row !== undefined) rows.set(row.objectId, row);
    }
    return rows;
  };

  const reach = (place: number, how: Reach) => {
    const bounded = Math.max(0, Math.min(count - 1, place));
    const row = pages.rowAt(bounded);
    setActive({ place: bounded, id: row?.objectId ?? null });
    if (how === 'visit') return;
    if (how === 'extend') {
      setSelected(between(anchor.current, bounded));
      return;
    }
    anchor.current = bounded;
    if (row === undefined) return;
    setSelected((before) => {
      if (how === 'select') return new Map([[row.objectId, row]]);
      const next = new Map(before);
      if (!next.delete(row.objectId)) next.set(row.objectId, row);
      return next;
    });
  };

  return {
    selected,
    activePlace,
    activeRow: pages.rowAt(activePlace),
    reach,
    /** Every row that is here by now. */
    selectAll: () => setSelected(between(0, count - 1)),
    selectNone: () => setSelected(nothing),
    /** What an action is about: the selection, or else the row the keyboard is on. */
    chosen: (): readonly ListingRow[] => {
      if (selected.size > 0) return [...selected.values()];
      const row = pages.rowAt(activePlace);
      return row === undefined ? [] : [row];
    },
  };
}

export type ListingSelection = ReturnType<typeof useListingSelection>;
