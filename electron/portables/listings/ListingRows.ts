import type { ListingRow, ListingSort } from '../../contract/devices.ts';
import type { ObjectId } from '../../contract/ids.ts';
import { compareNaturally } from '../../library/naturalOrder.ts';
import { normaliseForSearch, searchWordsOf } from '../../queue/searchText.ts';

/** How a page wants the rows of a folder. */
export interface ListingOrder {
  readonly sort: ListingSort;
  readonly filter: string;
}

interface View {
  readonly key: string;
  readonly compare: (left: ListingRow, right: ListingRow) => number;
  readonly words: readonly string[];
  rows: ListingRow[];
  /** Rows that came since, not sorted in yet. */
  unsorted: ListingRow[];
}

/** Orders of one folder that are kept; pages of one list ask for the same again and again. */
const maximumViews = 4;

/** The rows of one folder in the orders pages ask for. What streams in is sorted in when it is asked for. */
export class ListingRows {
  readonly #rows = new Map<ObjectId, ListingRow>();
  /** In the order of use, oldest first. */
  readonly #views = new Map<string, View>();

  /** A row that is there already takes the place of the one before. */
  add(rows: readonly ListingRow[]): void {
    const known = rows.filter(({ objectId }) => this.#rows.has(objectId));
    if (known.length > 0) this.remove(known.map(({ objectId }) => objectId));
    for (const row of rows) this.#rows.set(row.objectId, row);
    for (const view of this.#views.values()) {
      for (const row of rows) if (matches(row, view.words)) view.unsorted.push(row);
    }
  }

  remove(objectIds: readonly ObjectId[]): void {
    const removed = new Set(objectIds.filter((objectId) => this.#rows.delete(objectId)));
    if (removed.size === 0) return;
    const stays = ({ objectId }: ListingRow) => !removed.has(objectId);
    for (const view of this.#views.values()) {
      view.rows = view.rows.filter(stays);
      view.unsorted = view.unsorted.filter(stays);
    }
  }

  get count(): number {
    return this.#rows.size;
  }

  page(
    order: ListingOrder,
    offset: number,
    limit: number,
  ): { readonly count: number; readonly rows: readonly ListingRow[] } {
    const { rows } = this.#view(order);
    return { count: rows.length, rows: rows.slice(offset, offset + limit) };
  }

  #view({ sort, filter }: ListingOrder): View {
    const words = searchWordsOf(filter);
    const key = JSON.stringify([sort.by, sort.descending, ...words]);
    const view = this.#views.get(key) ?? {
      key,
      compare: comparisonOf(sort),
      words,
      rows: [],
      unsorted: [...this.#rows.values()].filter((row) => matches(row, words)),
    };
    this.#views.delete(key);
    this.#views.set(key, view);
    const [oldest] = this.#views.keys();
    if (this.#views.size > maximumViews && oldest !== undefined) this.#views.delete(oldest);
    if (view.unsorted.length > 0) {
      view.rows = merged(view.rows, view.unsorted.toSorted(view.compare), view.compare);
      view.unsorted = [];
    }
    return view;
  }
}

function matches({ name }: ListingRow, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = normaliseForSearch(name);
  return words.every((word) => text.includes(word));
}

/** Folders first; what compares as equal is told apart by its name, and at last by its id. */
function comparisonOf({ by, descending }: ListingSort): View['compare'] {
  const direction = descending ? -1 : 1;
  return (left, right) => {
    if (left.kind !== right.kind) return left.kind === 'folder' ? -1 : 1;
    const order = direction * comparedBy(by, left, right);
    return (
      order || compareNaturally(left.name, right.name) || (left.objectId < right.objectId ? -1 : 1)
    );
  };
}

function comparedBy(by: ListingSort['by'], left: ListingRow, right: ListingRow): number {
  switch (by) {
    case 'name':
      return compareNaturally(left.name, right.name);
    case 'size':
      return left.sizeBytes - right.sizeBytes;
    case 'modified':
      return compareTexts(left.modifiedAt ?? '', right.modifiedAt ?? '');
    case 'content':
      return compareTexts(left.content, right.content);
  }
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function merged(
  left: readonly ListingRow[],
  right: readonly ListingRow[],
  compare: View['compare'],
): ListingRow[] {
  const rows: ListingRow[] = [];
  let at = 0;
  for (const row of right) {
    for (let next = left[at]; next !== undefined && compare(next, row) <= 0; next = left[at]) {
      rows.push(next);
      at += 1;
    }
    rows.push(row);
  }
  return [...rows, ...left.slice(at)];
}
