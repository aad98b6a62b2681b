import { err, ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import type { QueueSelection } from '../contract/queue.ts';
import { entryNumberOf } from './entryNumber.ts';
import type { QueueSearch } from './QueueSearch.ts';
import type { Sql } from '../state/sqlite/Sql.ts';

export interface QueueRevisions {
  readonly revision: number;
  readonly orderRevision: number;
}

/** The rows a command is about, in `selected (ordinal, entryNumber)`, in the order of the queue. */
export class SelectedRows {
  readonly #sql: Sql;
  readonly #search: QueueSearch;

  constructor(sql: Sql, search: QueueSearch) {
    this.#sql = sql;
    this.#search = search;
    sql.run(
      'CREATE TEMP TABLE selected (ordinal INTEGER PRIMARY KEY, entryNumber INTEGER UNIQUE NOT NULL)',
    );
  }

  /**
   * Fills `selected`. Entries that are gone are passed over. A range holds as long as no row came,
   * went or moved; what was read of a file meanwhile matters only among those a search found.
   *
   * @returns how many rows, at least one; or `queue.noSuchEntry`, `queue.changed`
   */
  fill(selection: QueueSelection, revisions: QueueRevisions): Result<number, AppError> {
    if (selection.kind === 'range' && !isCurrent(selection, revisions)) {
      return err({ code: 'queue.changed' });
    }
    this.#sql.run('DELETE FROM selected');
    const count = this.#insert(selection, revisions.revision);
    return count === 0 ? err({ code: 'queue.noSuchEntry' }) : ok(count);
  }

  /** Takes one row out of `selected`; what is left stays in order. */
  exclude(entryNumber: number): number {
    return this.#sql.run('DELETE FROM selected WHERE entryNumber = :entryNumber', { entryNumber });
  }

  #insert(selection: QueueSelection, revision: number): number {
    switch (selection.kind) {
      case 'some':
        return this.#insertFrom('place WHERE entryNumber IN (SELECT value FROM json_each(:some))', {
          some: JSON.stringify(selection.entryIds.map(entryNumberOf)),
        });
      case 'all': {
        const found = this.#search.find(selection.search ?? '', revision);
        const rows = found === null ? 'place' : 'found CROSS JOIN place USING (entryNumber)';
        return this.#insertFrom(
          `${rows} WHERE entryNumber NOT IN (SELECT value FROM json_each(:except))`,
          { except: JSON.stringify(selection.except.map(entryNumberOf)) },
        );
      }
      case 'range': {
        const { firstIndex, lastIndex, search } = selection;
        const found = this.#search.find(search ?? '', revision);
        const rows = found === null ? 'place' : 'found CROSS JOIN place USING (entryNumber)';
        return this.#insertFrom(
          `(SELECT entryNumber, rank FROM ${rows} ORDER BY rank LIMIT :limit OFFSET :offset)`,
          {
            offset: Math.min(firstIndex, lastIndex),
            limit: Math.abs(lastIndex - firstIndex) + 1,
          },
        );
      }
    }
  }

  #insertFrom(rows: string, parameters: Record<string, string | number>): number {
    return this.#sql.run(
      `INSERT INTO selected SELECT row_number() OVER (ORDER BY rank) - 1, entryNumber FROM ${rows}`,
      parameters,
    );
  }
}

function isCurrent(
  { revision, search = '' }: Extract<QueueSelection, { kind: 'range' }>,
  now: QueueRevisions,
): boolean {
  if (search !== '') return revision === now.revision;
  return now.orderRevision <= revision && revision <= now.revision;
}
