import { useRef, useState } from 'react';
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
import type { RowPages } from './RowPages.ts';

/** How a row is reached: alone, extending what is selected, added or taken away, or without selecting. */
export type Reach = 'select' | 'extend' | 'toggle' | 'visit';

interface RowSelectionOptions<Row, Id extends string> {
  readonly pages: RowPages<Row>;
  readonly idOf: (row: Row) => Id;
  /** Of the list. */
  readonly revision: number;
  /** What the rows match; empty when that is all of them. */
  readonly search: string;
  /** Names how the rows are sorted. */
  readonly order: string;
}

interface Active<Id extends string> {
  readonly place: number;
  /** Followed when the list changes; `null` keeps the place instead. */
  readonly id: Id | null;
}

export interface RowSelectionState<Row, Id extends string> {
  readonly selection: RowSelection<Id>;
  /** Rows that are selected. */
  readonly count: number;
  readonly activePlace: number;
  /** `undefined` while it has not come. */
  readonly activeRow: Row | undefined;
  readonly reach: (place: number, how: Reach) => void;
  /** Is the row at this place selected, or among `others`? Not while it has not come. */
  readonly isSelectedAt: (place: number, others?: RowSelection<Id>) => boolean;
  readonly selectAll: () => void;
  readonly selectNone: () => void;
  /** Selects a row alone that may be still to come. */
  readonly selectOnly: (id: Id) => void;
  /** The keyboard stays at its place, whatever row comes to stand there. */
  readonly keepPlace: () => void;
}

/** What is selected in a list that main holds, and which row the keyboard is on. */
export function useRowSelection<Row, Id extends string>(
  options: RowSelectionOptions<Row, Id>,
): RowSelectionState<Row, Id> {
  const { pages, idOf, revision, search, order } = options;
  const [selection, setSelection] = useState<RowSelection<Id>>(() => noRows());
  const [active, setActive] = useState<Active<Id>>({ place: 0, id: null });
  const anchor = useRef(0);
  const count = pages.count ?? 0;

  const followed = active.id === null ? null : pages.placeOf((row) => idOf(row) === active.id);
  const activePlace = Math.max(0, Math.min(count - 1, followed ?? active.place));
  const now = { revision, search, order };
  const valid = validSelection(selection, now);

  const idAt = (place: number): Id | undefined => {
    const row = pages.rowAt(place);
    return row === undefined ? undefined : idOf(row);
  };

  const reach = (place: number, how: Reach) => {
    const bounded = Math.max(0, Math.min(count - 1, place));
    const id = idAt(bounded);
    setActive({ place: bounded, id: id ?? null });
    if (how === 'visit') return;
    if (how === 'extend') {
      setSelection(settleRange(rowsBetween(now, anchor.current, bounded), idAt));
      return;
    }
    anchor.current = bounded;
    if (how === 'toggle') {
      if (id !== undefined) setSelection(toggleRow(valid, id, idAt));
    } else setSelection(id === undefined ? rowsBetween(now, bounded, bounded) : onlyRow(id));
  };

  return {
    selection: valid,
    count: selectedCount(valid, count),
    activePlace,
    activeRow: pages.rowAt(activePlace),
    reach,
    isSelectedAt: (index, others = selection) => {
      const id = idAt(index);
      return id !== undefined && isSelected(validSelection(others, now), { id, index });
    },
    selectAll: () => setSelection(allRows(search)),
    selectNone: () => setSelection(noRows()),
    selectOnly: (id) => {
      setSelection(onlyRow(id));
      setActive({ place: activePlace, id });
    },
    keepPlace: () => setActive({ place: activePlace, id: null }),
  };
}
