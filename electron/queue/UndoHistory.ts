import * as z from 'zod/mini';
import type { QueueSnapshot } from '../contract/queue.ts';
import type { Sql } from '../state/sqlite/Sql.ts';

const maximumSteps = 20;

export type UndoKind = NonNullable<QueueSnapshot['undo']>['kind'];

const UndoStep = z.object({
  stepNumber: z.int(),
  kind: z.enum(['add', 'remove', 'move', 'clear', 'replace']),
  count: z.int(),
  currentBefore: z.nullable(z.int()),
  currentAfter: z.nullable(z.int()),
});
export type UndoStep = z.infer<typeof UndoStep>;

/**
 * The newest steps and, row by row, what each did. Rows that were removed keep what is known of them
 * in `entry` until their step is forgotten.
 */
export class UndoHistory {
  readonly #sql: Sql;
  readonly #maximumRemovedRows: number;

  /** @param maximumRemovedRows older steps are forgotten when more rows than this are kept */
  constructor(sql: Sql, maximumRemovedRows: number) {
    this.#sql = sql;
    this.#maximumRemovedRows = maximumRemovedRows;
  }

  newest(): UndoStep | null {
    return this.#sql.row(
      UndoStep,
      `SELECT stepNumber, kind, count, currentBefore, currentAfter
       FROM undoStep ORDER BY stepNumber DESC LIMIT 1`,
    );
  }

  holds(stepNumber: number): boolean {
    const found = this.#sql.number('SELECT 1 FROM undoStep WHERE stepNumber = :stepNumber', {
      stepNumber,
    });
    return found !== null;
  }

  /** @returns the number of the new step, to be told of every row and then closed */
  begin(kind: UndoKind, currentBefore: number | null): number {
    return this.#sql.insert(
      `INSERT INTO undoStep (kind, count, removedCount, currentBefore, currentAfter)
       VALUES (:kind, 0, 0, :currentBefore, :currentBefore)`,
      { kind, currentBefore },
    );
  }

  /** Rows `firstEntryNumber` to `lastEntryNumber` were added. */
  noteAdded(stepNumber: number, firstEntryNumber: number, lastEntryNumber: number): void {
    this.#sql.run(
      `INSERT INTO undoRow (stepNumber, change, entryNumber)
       SELECT :stepNumber, 'added', entryNumber FROM entry
       WHERE entryNumber BETWEEN :firstEntryNumber AND :lastEntryNumber`,
      { stepNumber, firstEntryNumber, lastEntryNumber },
    );
    this.#count(stepNumber, lastEntryNumber - firstEntryNumber + 1, 0);
  }

  /** The selected rows are about to be removed. */
  noteSelectedRemoved(stepNumber: number): void {
    const removedCount = this.#noteSelected(stepNumber, 'removed');
    this.#count(stepNumber, removedCount, removedCount);
  }

  /** All rows are about to be removed. */
  noteAllRemoved(stepNumber: number): void {
    const removedCount = this.#sql.run(
      `INSERT INTO undoRow (stepNumber, change, entryNumber, rank)
       SELECT :stepNumber, 'removed', entryNumber, rank FROM place`,
      { stepNumber },
    );
    this.#count(stepNumber, removedCount, removedCount);
  }

  /** The selected rows are about to be moved. */
  noteSelectedMoved(stepNumber: number): void {
    this.#count(stepNumber, this.#noteSelected(stepNumber, 'moved'), 0);
  }

  /** Ends a step; forgets the oldest steps when there are too many. */
  close(stepNumber: number, currentAfter: number | null): void {
    this.#sql.run(
      'UPDATE undoStep SET currentAfter = :currentAfter WHERE stepNumber = :stepNumber',
      {
        stepNumber,
        currentAfter,
      },
    );
    while (this.#tooMuchIsKept()) {
      const oldest = this.#sql.number('SELECT min(stepNumber) FROM undoStep');
      if (oldest === null) return;
      this.#deleteEntries(oldest, 'removed');
      this.#delete(oldest);
    }
  }

  /** Where a removed entry stood among the rows of now; `null` when it was never removed or is forgotten. */
  formerRankOf(entryNumber: number): number | null {
    return this.#sql.number(
      `SELECT undoRow.rank FROM undoStep CROSS JOIN undoRow USING (stepNumber)
       WHERE change = 'removed' AND entryNumber = :entryNumber
       ORDER BY stepNumber DESC LIMIT 1`,
      { entryNumber },
    );
  }

  /** Puts all rows back as they were before the step, and forgets it. */
  takeBack(stepNumber: number, shuffleRound: number): void {
    this.#sql.run(
      `DELETE FROM place WHERE entryNumber IN
         (SELECT entryNumber FROM undoRow WHERE stepNumber = :stepNumber AND change = 'added')`,
      { stepNumber },
    );
    this.#deleteEntries(stepNumber, 'added');
    this.#sql.run(
      `INSERT INTO place (entryNumber, rank, shuffleRound, shuffleKey)
       SELECT entryNumber, rank, :shuffleRound, randomKey() FROM undoRow
       WHERE stepNumber = :stepNumber AND change = 'removed'`,
      { stepNumber, shuffleRound },
    );
    // A key below 0 put the row in front of the shuffled order; that is taken back, too.
    this.#sql.run(
      `UPDATE place SET rank = undoRow.rank,
         shuffleKey = CASE WHEN shuffleKey < 0 THEN randomKey() ELSE shuffleKey END
       FROM undoRow
       WHERE undoRow.stepNumber = :stepNumber AND undoRow.change = 'moved'
         AND undoRow.entryNumber = place.entryNumber`,
      { stepNumber },
    );
    this.#delete(stepNumber);
  }

  #noteSelected(stepNumber: number, change: 'removed' | 'moved'): number {
    return this.#sql.run(
      `INSERT INTO undoRow (stepNumber, change, entryNumber, rank)
       SELECT :stepNumber, :change, entryNumber, rank
       FROM selected CROSS JOIN place USING (entryNumber)`,
      { stepNumber, change },
    );
  }

  /** What a replacing step is about are its new rows; the removed ones only count as kept. */
  #count(stepNumber: number, count: number, removedCount: number): void {
    this.#sql.run(
      `UPDATE undoStep SET removedCount = removedCount + :removedCount,
         count = count + CASE WHEN kind = 'replace' AND :removedCount > 0 THEN 0 ELSE :count END
       WHERE stepNumber = :stepNumber`,
      { stepNumber, count, removedCount },
    );
  }

  #tooMuchIsKept(): boolean {
    const stepCount = this.#sql.number('SELECT count(*) FROM undoStep') ?? 0;
    const removedCount = this.#sql.number('SELECT sum(removedCount) FROM undoStep') ?? 0;
    return stepCount > maximumSteps || (stepCount > 1 && removedCount > this.#maximumRemovedRows);
  }

  #deleteEntries(stepNumber: number, change: 'added' | 'removed'): void {
    this.#sql.run(
      `DELETE FROM entry WHERE entryNumber IN
         (SELECT entryNumber FROM undoRow WHERE stepNumber = :stepNumber AND change = :change)`,
      { stepNumber, change },
    );
  }

  #delete(stepNumber: number): void {
    this.#sql.run('DELETE FROM undoRow WHERE stepNumber = :stepNumber', { stepNumber });
    this.#sql.run('DELETE FROM undoStep WHERE stepNumber = :stepNumber', { stepNumber });
  }
}
