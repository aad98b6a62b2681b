/**
 * Which rows of a list that main holds are selected, told without knowing them: "all but these" and "from
 * here to there" hold for rows the page has never fetched.
 */
export type RowSelection<Id extends string> =
  | { readonly kind: 'some'; readonly ids: ReadonlySet<Id> }
  | {
      readonly kind: 'all';
      /** They match it. */
      readonly search: string;
      readonly except: ReadonlySet<Id>;
    }
  | ({
      readonly kind: 'range';
      readonly firstIndex: number;
      readonly lastIndex: number;
    } & RowOrder);

/** What places are counted in. */
export interface RowOrder {
  readonly revision: number;
  readonly search: string;
  /** Names how the rows are sorted. */
  readonly order: string;
}

export interface PlacedRow<Id extends string> {
  readonly id: Id;
  readonly index: number;
}

/** The id of the row at this place; `undefined` where it has not come. */
export type KnownId<Id extends string> = (index: number) => Id | undefined;

/** Ids a command takes at most; larger selections are told as a range. */
const maximumIds = 10_000;

export function noRows<Id extends string>(): RowSelection<Id> {
  return { kind: 'some', ids: new Set() };
}

export function onlyRow<Id extends string>(id: Id): RowSelection<Id> {
  return { kind: 'some', ids: new Set([id]) };
}

export function allRows<Id extends string>(search: string): RowSelection<Id> {
  return { kind: 'all', search, except: new Set() };
}

/** From one place to another, both included, in either order. */
export function rowsBetween<Id extends string>(
  within: RowOrder,
  one: number,
  other: number,
): RowSelection<Id> {
  const [firstIndex, lastIndex] = [Math.min(one, other), Math.max(one, other)];
  return { kind: 'range', ...within, firstIndex, lastIndex };
}

/** Of what is selected what still means the rows it meant. */
export function validSelection<Id extends string>(
  selection: RowSelection<Id>,
  now: RowOrder,
): RowSelection<Id> {
  switch (selection.kind) {
    case 'some':
      return selection;
    case 'all':
      return selection.search === now.search ? selection : noRows();
    case 'range': {
      const { revision, search, order } = selection;
      const isSame = revision === now.revision && search === now.search && order === now.order;
      return isSame ? selection : noRows();
    }
  }
}

export function isSelected<Id extends string>(
  selection: RowSelection<Id>,
  { id, index }: PlacedRow<Id>,
): boolean {
  switch (selection.kind) {
    case 'some':
      return selection.ids.has(id);
    case 'all':
      return !selection.except.has(id);
    case 'range':
      return index >= selection.firstIndex && index <= selection.lastIndex;
  }
}

/** @param count of the rows "all" is about */
export function selectedCount<Id extends string>(
  selection: RowSelection<Id>,
  count: number,
): number {
  switch (selection.kind) {
    case 'some':
      return selection.ids.size;
    case 'all':
      return Math.max(0, count - selection.except.size);
    case 'range':
      return selection.lastIndex - selection.firstIndex + 1;
  }
}

/**
 * Adds the row, or takes it away.
 *
 * @param known the rows of a range, which make it a set of ids; a range with unknown rows, or of too many,
 *   gives way to the row alone
 */
export function toggleRow<Id extends string>(
  selection: RowSelection<Id>,
  id: Id,
  known: KnownId<Id>,
): RowSelection<Id> {
  switch (selection.kind) {
    case 'some':
      return { kind: 'some', ids: withToggled(selection.ids, id) };
    case 'all':
      return { ...selection, except: withToggled(selection.except, id) };
    case 'range': {
      const ids = idsOf(selection, known);
      return ids === null ? onlyRow(id) : { kind: 'some', ids: withToggled(ids, id) };
    }
  }
}

/** A range as ids, where its rows are known: ids stay true when the list changes. */
export function settleRange<Id extends string>(
  selection: RowSelection<Id>,
  known: KnownId<Id>,
): RowSelection<Id> {
  if (selection.kind !== 'range') return selection;
  const ids = idsOf(selection, known);
  return ids === null ? selection : { kind: 'some', ids };
}

function idsOf<Id extends string>(
  { firstIndex, lastIndex }: Extract<RowSelection<Id>, { kind: 'range' }>,
  known: KnownId<Id>,
): ReadonlySet<Id> | null {
  if (lastIndex - firstIndex >= maximumIds) return null;
  const ids = new Set<Id>();
  for (let index = firstIndex; index <= lastIndex; index += 1) {
    const id = known(index);
    if (id === undefined) return null;
    ids.add(id);
  }
  return ids;
}

function withToggled<Id extends string>(ids: ReadonlySet<Id>, id: Id): ReadonlySet<Id> {
  const next = new Set(ids);
  if (!next.delete(id) && next.size < maximumIds) next.add(id);
  return next;
}
