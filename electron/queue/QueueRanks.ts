import type { Sql } from '../state/sqlite/Sql.ts';

/**
 * Between neighbours after a renumbering. More than the queue can have rows, so that whatever is put
 * between two of them fits; and few enough bits that ranks stay exact in a JavaScript number with
 * twenty times a full queue held for undo.
 */
const rankGap = 2 ** 28;
/** Between rows of one batch that is put between two others. */
const batchStep = 2 ** 8;

/** Ranks for a batch of rows: the i-th gets `firstRank + i × step`. */
export interface RankRun {
  readonly firstRank: number;
  readonly step: number;
}

/**
 * The order of rows: ascending integers with gaps, so that moving k rows writes k rows. Places that
 * undo may have to give back are taken, too: no two rows ever ask for one rank.
 */
export class QueueRanks {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /**
   * Free ranks for `count` rows right before `beforeEntryNumber`, or at the end.
   *
   * @param continued more rows will follow these, in front of the same entry: leave the room to them
   */
  allocate(count: number, beforeEntryNumber: number | null, continued: boolean): RankRun {
    if (beforeEntryNumber === null) {
      const last = this.#lastBelow(Number.MAX_SAFE_INTEGER);
      return { firstRank: last === null ? 0 : last + rankGap, step: rankGap };
    }
    let next = this.#rankOf(beforeEntryNumber);
    let previous = this.#lastBelow(next);
    if (previous === null) return { firstRank: next - count * rankGap, step: rankGap };
    if (next - previous <= count) {
      this.#renumber();
      next = this.#rankOf(beforeEntryNumber);
      previous = next - rankGap;
    }
    const room = next - previous;
    const step = Math.min(Math.floor(room / (count + 1)), batchStep);
    const before = continued ? step : Math.floor((room - step * (count - 1)) / 2);
    return { firstRank: previous + before, step };
  }

  #rankOf(entryNumber: number): number {
    const rank = this.#sql.number('SELECT rank FROM place WHERE entryNumber = :entryNumber', {
      entryNumber,
    });
    if (rank === null) throw new Error(`Entry ${entryNumber} has no place`);
    return rank;
  }

  /** The highest rank below `rank` that a row has, or had and may get back. */
  #lastBelow(rank: number): number | null {
    return this.#sql.number(
      `SELECT max(rank) FROM (
         SELECT max(rank) AS rank FROM place WHERE rank < :rank
         UNION ALL SELECT max(rank) FROM undoRow WHERE rank IS NOT NULL AND rank < :rank)`,
      { rank },
    );
  }

  /** Spreads all ranks, places held for undo included; their order stays. */
  #renumber(): void {
    this.#sql.run(
      'CREATE TEMP TABLE IF NOT EXISTS renumbered (oldRank INTEGER PRIMARY KEY, newRank INTEGER)',
    );
    this.#sql.run(
      `INSERT INTO renumbered
       SELECT rank, row_number() OVER (ORDER BY rank) * :rankGap
       FROM (SELECT rank FROM place UNION SELECT rank FROM undoRow WHERE rank IS NOT NULL)`,
      { rankGap },
    );
    for (const table of ['place', 'undoRow']) {
      this.#sql.run(
        `UPDATE ${table} SET rank = (SELECT newRank FROM renumbered WHERE oldRank = rank)
         WHERE rank IS NOT NULL`,
      );
    }
    this.#sql.run('DELETE FROM renumbered');
  }
}
