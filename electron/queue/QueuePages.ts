import type { QueuePage, QueueRow } from '../contract/queue.ts';
import type { QueueSearch } from './QueueSearch.ts';
import { readQueueState } from './QueueState.ts';
import type { Sql } from '../state/sqlite/Sql.ts';
import { listColumns, StoredListRow } from './storedEntry.ts';

/** Where the current entry stands, as long as no row comes, goes or moves. */
interface KnownIndex {
  readonly entryNumber: number;
  readonly orderRevision: number;
  readonly index: number | null;
}

/** Rows by their places, and places by their rows. */
export class QueuePages {
  readonly #sql: Sql;
  readonly #search: QueueSearch;
  #knownIndex: KnownIndex | null = null;

  constructor(sql: Sql, search: QueueSearch) {
    this.#sql = sql;
    this.#search = search;
  }

  page(offset: number, limit: number, search: string): QueuePage {
    const { revision, count } = readQueueState(this.#sql);
    const foundCount = this.#search.find(search, revision);
    return {
      revision,
      count: foundCount ?? count,
      offset,
      rows: foundCount === null ? this.#rows(offset, limit) : this.#foundRows(offset, limit),
    };
  }

  /** 0-based; `null` when the row is not in the queue. */
  indexOf(entryNumber: number): number | null {
    const { orderRevision } = readQueueState(this.#sql);
    const known = this.#knownIndex;
    if (known?.entryNumber === entryNumber && known.orderRevision === orderRevision) {
      return known.index;
    }
    const index = this.#sql.number(
      `SELECT (SELECT count(*) FROM place WHERE rank < own.rank)
       FROM place AS own WHERE own.entryNumber = :entryNumber`,
      { entryNumber },
    );
    this.#knownIndex = { entryNumber, orderRevision, index };
    return index;
  }

  #rows(offset: number, limit: number): QueueRow[] {
    return this.#sql.rows(
      StoredListRow,
      `SELECT ${listColumns}, :offset + row_number() OVER (ORDER BY rank) - 1 AS "index"
       FROM (SELECT entryNumber, rank FROM place ORDER BY rank LIMIT :limit OFFSET :offset)
         JOIN entry USING (entryNumber)
       ORDER BY rank`,
      { limit, offset },
    );
  }

  #foundRows(offset: number, limit: number): QueueRow[] {
    return this.#sql.rows(
      StoredListRow,
      `SELECT ${listColumns}, place AS "index" FROM found JOIN entry USING (entryNumber)
       WHERE position >= :offset AND position < :offset + :limit ORDER BY position`,
      { limit, offset },
    );
  }
}
