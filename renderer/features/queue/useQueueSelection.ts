import { useRef, useState } from 'react';
import type { EntryId } from '../../../electron/contract/ids.ts';
import type { QueueRow } from '../../../electron/contract/queue.ts';
import type { QueuePages } from './useQueuePages.ts';
import {
  allRows,
  noRows,
  onlyRow,
  rowsBetween,
  settleRange,
  toggleRow,
  type RowSelection,
} from './RowSelection.ts';

interface Active {
  readonly place: number;
  /** Followed when the queue changes; `null` keeps the place instead. */
  readonly entryId: EntryId | null;
}

/** How a row is reached: alone, extending what is selected, or without selecting. */
export type Reach = 'select' | 'extend' | 'toggle' | 'visit';

interface QueueSelectionOptions {
  readonly pages: QueuePages;
  readonly search: string;
  readonly revision: number;
  readonly count: number;
}

/** What is selected in the queue's list, and which row the keyboard is on. */
export function useQueueSelection({ pages, search, revision, count }: QueueSelectionOptions) {
  const [selection, setSelection] = useState<RowSelection>(noRows);
  const [active, setActive] = useState<Active>({ place: 0, entryId: null });
  const anchor = useRef(0);

  const followed =
    active.entryId === null ? null : pages.placeOf((row) => row.entryId === active.entryId);
  const activePlace = Math.max(0, Math.min(count - 1, followed ?? active.place));
  // Places of an older queue mean other rows now.
  const isStale = selection.kind === 'range' && selection.revision !== revision;
  const valid = isStale ? noRows : selection;

  const range = (place: number): RowSelection => {
    const [first, last] = [Math.min(anchor.current, place), Math.max(anchor.current, place)];
    if (search === '') {
      return settleRange(rowsBetween(revision, first, last), (index) => pages.rowAt(index));
    }
    // The places of a search are not the queue's, so its ranges hold the rows that were seen.
    const entryIds = new Set<EntryId>();
    for (let index = first; index <= last; index += 1) {
      const row = pages.rowAt(index);
      if (row !== undefined) entryIds.add(row.entryId);
    }
    return { kind: 'some', entryIds };
  };

  const reach = (place: number, how: Reach) => {
    const bounded = Math.max(0, Math.min(count - 1, place));
    const row = pages.rowAt(bounded);
    setActive({ place: bounded, entryId: row?.entryId ?? null });
    if (how === 'visit') return;
    if (how === 'extend') {
      setSelection(range(bounded));
      return;
    }
    anchor.current = bounded;
    if (how === 'toggle') {
      if (row !== undefined) setSelection(toggleRow(valid, row, (index) => pages.rowAt(index)));
    } else {
      setSelection(
        row === undefined ? rowsBetween(revision, bounded, bounded) : onlyRow(row.entryId),
      );
    }
  };

  return {
    selection: valid,
    activePlace,
    activeRow: pages.rowAt(activePlace),
    reach,
    selectAll: () => setSelection(allRows(search)),
    selectOnly: (row: QueueRow) => setSelection(onlyRow(row.entryId)),
    selectNone: () => setSelection(noRows),
    /** The keyboard stays at its place, whatever row comes to stand there. */
    keepPlace: () => setActive({ place: activePlace, entryId: null }),
  };
}

export type QueueSelectionState = ReturnType<typeof useQueueSelection>;
