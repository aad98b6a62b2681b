import type { EntryId } from '../../../electron/contract/ids.ts';
import type { QueueRow, QueueSelection } from '../../../electron/contract/queue.ts';

/**
 * Which rows are selected, told without knowing them: "all but these" and "from here to there" hold for
 * rows the page has never fetched.
 */
export type RowSelection =
  | { readonly kind: 'some'; readonly entryIds: ReadonlySet<EntryId> }
  | { readonly kind: 'all'; readonly search: string; readonly except: ReadonlySet<EntryId> }
  | {
      readonly kind: 'range';
      /** Of the queue the indices belong to. */
      readonly revision: number;
      readonly firstIndex: number;
      readonly lastIndex: number;
    };

export const noRows: RowSelection = { kind: 'some', entryIds: new Set() };

/** Ids a command takes at most; larger selections are told as a range. */
const maximumIds = 10_000;

export function onlyRow(entryId: EntryId): RowSelection {
  return { kind: 'some', entryIds: new Set([entryId]) };
}

export function allRows(search: string): RowSelection {
  return { kind: 'all', search, except: new Set() };
}

/** From one place to another, both included, in either order. */
export function rowsBetween(revision: number, one: number, other: number): RowSelection {
  const [firstIndex, lastIndex] = [Math.min(one, other), Math.max(one, other)];
  return { kind: 'range', revision, firstIndex, lastIndex };
}

export function isSelected(selection: RowSelection, row: QueueRow): boolean {
  switch (selection.kind) {
    case 'some':
      return selection.entryIds.has(row.entryId);
    case 'all':
      return !selection.except.has(row.entryId);
    case 'range':
      return row.index >= selection.firstIndex && row.index <= selection.lastIndex;
  }
}

/** @param count of the rows "all" is about */
export function selectedCount(selection: RowSelection, count: number): number {
  switch (selection.kind) {
    case 'some':
      return selection.entryIds.size;
    case 'all':
      return Math.max(0, count - selection.except.size);
    case 'range':
      return selection.lastIndex - selection.firstIndex + 1;
  }
}

/**
 * Adds the row, or takes it away.
 *
 * @param known the rows of a range by index, which make it a set of ids; a range with unknown rows, or
 *   of too many, gives way to the row alone
 */
export function toggleRow(
  selection: RowSelection,
  row: QueueRow,
  known: (index: number) => QueueRow | undefined,
): RowSelection {
  switch (selection.kind) {
    case 'some':
      return { kind: 'some', entryIds: withToggled(selection.entryIds, row.entryId) };
    case 'all':
      return { ...selection, except: withToggled(selection.except, row.entryId) };
    case 'range': {
      const rows = rowsOf(selection, known);
      if (rows === null) return onlyRow(row.entryId);
      return {
        kind: 'some',
        entryIds: withToggled(new Set(rows.map(({ entryId }) => entryId)), row.entryId),
      };
    }
  }
}

/** A range as ids, where its rows are known: ids stay true when the queue changes. */
export function settleRange(
  selection: RowSelection,
  known: (index: number) => QueueRow | undefined,
): RowSelection {
  if (selection.kind !== 'range') return selection;
  const rows = rowsOf(selection, known);
  if (rows === null) return selection;
  return { kind: 'some', entryIds: new Set(rows.map(({ entryId }) => entryId)) };
}

/** As a command says it; `null` when nothing is selected. */
export function toQueueSelection(selection: RowSelection): QueueSelection | null {
  switch (selection.kind) {
    case 'some':
      if (selection.entryIds.size === 0) return null;
      return { kind: 'some', entryIds: [...selection.entryIds].slice(0, maximumIds) };
    case 'all':
      return {
        kind: 'all',
        except: [...selection.except].slice(0, maximumIds),
        ...(selection.search === '' ? {} : { search: selection.search }),
      };
    case 'range':
      return selection;
  }
}

function rowsOf(
  { firstIndex, lastIndex }: Extract<RowSelection, { kind: 'range' }>,
  known: (index: number) => QueueRow | undefined,
): QueueRow[] | null {
  if (lastIndex - firstIndex >= maximumIds) return null;
  const rows: QueueRow[] = [];
  for (let index = firstIndex; index <= lastIndex; index += 1) {
    const row = known(index);
    if (row === undefined) return null;
    rows.push(row);
  }
  return rows;
}

function withToggled(ids: ReadonlySet<EntryId>, id: EntryId): ReadonlySet<EntryId> {
  const next = new Set(ids);
  if (!next.delete(id) && next.size < maximumIds) next.add(id);
  return next;
}
