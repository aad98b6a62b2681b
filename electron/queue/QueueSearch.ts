import { searchWordsOf } from './searchText.ts';
import type { Sql } from '../state/sqlite/Sql.ts';

/**
 * The rows that match a search, in `found (position, entryNumber, place)`. A search reads all rows
 * once; its pages then come from the table until the queue changes.
 */
export class QueueSearch {
  readonly #sql: Sql;
  #tableHolds: { readonly key: string; readonly count: number } | null = null;

  constructor(sql: Sql) {
    this.#sql = sql;
    sql.run(
      `CREATE TEMP TABLE found (
         position INTEGER PRIMARY KEY, entryNumber INTEGER NOT NULL, place INTEGER NOT NULL)`,
    );
  }

  /**
   * Fills `found` with the rows that match, in order.
   *
   * @returns how many; `null` when `search` has no words and everything matches
   */
  find(search: string, revision: number): number | null {
    const words = searchWordsOf(search);
    if (words.length === 0) return null;
    const key = `${revision} ${words.join(' ')}`;
    if (this.#tableHolds?.key !== key) {
      this.forget();
      this.#tableHolds = { key, count: this.#fill(words) };
    }
    return this.#tableHolds.count;
  }

  /** To be called when a transaction in which a search may have been made was taken back. */
  forget(): void {
    this.#tableHolds = null;
    this.#sql.run('DELETE FROM found');
  }

  #fill(words: readonly string[]): number {
    const conditions = words.map((_, index) => `instr(entry.searchText, :word${index}) > 0`);
    const parameters = Object.fromEntries(words.map((word, index) => [`word${index}`, word]));
    return this.#sql.run(
      `INSERT INTO found (position, entryNumber, place)
       SELECT row_number() OVER (ORDER BY place) - 1, entryNumber, place
       FROM (SELECT entryNumber, row_number() OVER (ORDER BY rank) - 1 AS place FROM place)
         JOIN entry USING (entryNumber)
       WHERE ${conditions.join(' AND ')}`,
      parameters,
    );
  }
}
