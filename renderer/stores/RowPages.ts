import type { AppError } from '../../electron/contract/errors.ts';
import type { Outcome } from '../../electron/contract/messages.ts';

/** Rows fetched at a time. */
export const pageSize = 100;
/** Pages kept; the ones not seen for longest go first. */
const maximumPages = 40;

/** A page of a list that main holds. */
export interface RowPage<Row> {
  readonly revision: number;
  /** Rows in all, not only on this page. */
  readonly count: number;
  readonly rows: readonly Row[];
}

/** Asks main for the rows from `offset` on, at most `limit` of them. */
export type FetchRows<Row> = (
  offset: number,
  limit: number,
  signal: AbortSignal,
) => Promise<Outcome<RowPage<Row>>>;

/**
 * The rows of a list that main holds, as far as they were looked at. Rows of an older revision stay until
 * their successors have come, so that a list never flickers.
 */
export class RowPages<Row> {
  readonly #fetchRows: FetchRows<Row>;
  readonly #pages = new Map<number, Omit<RowPage<Row>, 'count'>>();
  readonly #fetching = new Set<number>();
  readonly #listeners = new Set<() => void>();
  /** Pages, first and last, that were wanted last. */
  #wanted: readonly [first: number, last: number] = [0, 0];
  #left = new AbortController();
  #revision: number | null = null;
  #count: number | null = null;
  #error: AppError | null = null;
  /** There is nobody to ask until `renew`. */
  #isCut = false;
  #version = 0;

  constructor(fetchRows: FetchRows<Row>) {
    this.#fetchRows = fetchRows;
  }

  /** Changes with everything there is to see here. */
  get version(): number {
    return this.#version;
  }

  /** Rows in all; `null` until that is known. */
  get count(): number | null {
    return this.#count;
  }

  /** Why rows that were wanted are missing; `null` when none are, and while main is not there to ask. */
  get error(): AppError | null {
    return this.#error;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** The list is at `revision` now, with `count` rows; `null` when only a page tells, as of a search. */
  setRevision(revision: number, count: number | null): void {
    if (revision === this.#revision) return;
    // Revisions only grow, except that another run of main counts anew.
    if (this.#revision !== null && revision < this.#revision) this.#age();
    this.#revision = revision;
    if (count !== null) this.#count = count;
    this.#tell();
  }

  /** `undefined` while it has not come. */
  rowAt(index: number): Row | undefined {
    return this.#pages.get(Math.floor(index / pageSize))?.rows[index % pageSize];
  }

  /** The place of the row that `isWanted`, among those that are here, or `null`. */
  placeOf(isWanted: (row: Row) => boolean): number | null {
    for (const [number, { rows }] of this.#pages) {
      const place = rows.findIndex(isWanted);
      if (place !== -1) return number * pageSize + place;
    }
    return null;
  }

  /** Sees to it that these rows come, as they are at the present revision. */
  want(firstIndex: number, lastIndex: number): void {
    const first = Math.floor(Math.max(0, firstIndex) / pageSize);
    const last = Math.floor(Math.max(0, lastIndex) / pageSize);
    this.#wanted = [first, last];
    this.#wantPages();
  }

  /** Tries again after an error. */
  retry(): void {
    this.#error = null;
    this.#tell();
    this.#wantPages();
  }

  /** Main may be another one than before: what is here stays until it has told it anew. */
  renew(): void {
    this.#isCut = false;
    this.#age();
    this.retry();
  }

  /** Nobody looks any more: what is under way is given up, until rows are wanted again. */
  leave(): void {
    this.#left.abort();
    this.#left = new AbortController();
    this.#fetching.clear();
  }

  #wantPages(): void {
    const [first, last] = this.#wanted;
    for (let number = first; number <= last; number += 1) this.#wantPage(number);
  }

  #wantPage(number: number): void {
    const revision = this.#revision;
    if (revision === null || this.#error !== null || this.#isCut) return;
    const page = this.#pages.get(number);
    const isFresh = page !== undefined && page.revision >= revision;
    // One question at a time: rows that change quickly are asked for again when the answer is here.
    if (isFresh || this.#fetching.has(number)) return;
    this.#fetching.add(number);
    void this.#fetch(number, revision);
  }

  async #fetch(number: number, wanted: number): Promise<void> {
    const { signal } = this.#left;
    const outcome = await this.#fetchRows(number * pageSize, pageSize, signal);
    if (signal.aborted) return;
    this.#fetching.delete(number);
    if (!outcome.ok) {
      if (outcome.error.code === 'ipc.disconnected') {
        this.#isCut = true;
        return;
      }
      this.#error = outcome.error;
      this.#tell();
      return;
    }
    const { revision, rows, count } = outcome.value;
    // Taken again from the end, so that the map's order is the order of use.
    this.#pages.delete(number);
    // What came is at least as new as what was wanted; the topic may tell of it later.
    this.#pages.set(number, { revision: Math.max(revision, wanted), rows });
    this.#count = count;
    this.#forget(number);
    this.#tell();
  }

  /** Makes every page older than any revision. */
  #age(): void {
    for (const [number, { rows }] of this.#pages) this.#pages.set(number, { revision: -1, rows });
  }

  #forget(kept: number): void {
    for (const number of this.#pages.keys()) {
      if (this.#pages.size <= maximumPages) return;
      if (number !== kept) this.#pages.delete(number);
    }
  }

  #tell(): void {
    this.#version += 1;
    for (const listener of [...this.#listeners]) listener();
  }
}
