import { err, ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import type { EntryId } from '../contract/ids.ts';
import type { Placement, QueueSelection } from '../contract/queue.ts';
import { entryIdOf, entryNumberOf } from './entryNumber.ts';
import type { PlayOrder } from './PlayOrder.ts';
import type { QueueRanks } from './QueueRanks.ts';
import { noteOrderChanged, readQueueState } from './QueueState.ts';
import type { AppendOutcome, AppendRequest } from './QueueWorkerApi.ts';
import type { SelectedRows } from './SelectedRows.ts';
import type { Sql } from '../state/sqlite/Sql.ts';
import type { NewEntry } from './QueueEntry.ts';
import { insertEntry, insertParameters, UploadRow } from './storedEntry.ts';
import type { UndoHistory } from './UndoHistory.ts';

/** How far an operation of several batches has come. */
interface Operation {
  readonly stepNumber: number;
  readonly lastEntryNumber: number;
  /** The last row's key when its rows play next in the shuffled order, too. */
  readonly shuffleKey: number | null;
}

/** Operations of which another batch may follow; the oldest are forgotten. */
const maximumOperations = 100;

/**
 * The steps a person can take back. Every method is one transaction of the caller's, and leaves
 * nothing behind when it answers with an error.
 */
export class QueueEditor {
  readonly #sql: Sql;
  readonly #ranks: QueueRanks;
  readonly #selected: SelectedRows;
  readonly #order: PlayOrder;
  readonly #undo: UndoHistory;
  readonly #maximumEntries: number;
  readonly #operations = new Map<string, Operation>();

  constructor(parts: {
    readonly sql: Sql;
    readonly ranks: QueueRanks;
    readonly selected: SelectedRows;
    readonly order: PlayOrder;
    readonly undo: UndoHistory;
    readonly maximumEntries: number;
  }) {
    this.#sql = parts.sql;
    this.#ranks = parts.ranks;
    this.#selected = parts.selected;
    this.#order = parts.order;
    this.#undo = parts.undo;
    this.#maximumEntries = parts.maximumEntries;
  }

  append(request: AppendRequest): Result<AppendOutcome, AppError> {
    const { operationId, placement } = request;
    const operation = this.#operations.get(operationId) ?? null;
    const entries = operation === null ? this.#withoutTaken(request.entries) : request.entries;
    const addedCount = request.entries.length;
    if (entries.length === 0) return ok({ firstEntryId: null, addedCount });
    const { count, currentEntryNumber } = readQueueState(this.#sql);
    const isBeginning = operation === null && entries.length === addedCount;
    const replaces = placement.kind === 'replace' && isBeginning && count > 0;
    if ((replaces ? 0 : count) + entries.length > this.#maximumEntries) {
      return err({ code: 'queue.full' });
    }
    const stepNumber =
      operation !== null && this.#undo.holds(operation.stepNumber)
        ? operation.stepNumber
        : this.#undo.begin(replaces ? 'replace' : 'add', currentEntryNumber);
    if (replaces) this.#removeAll(stepNumber);

    const before = this.#placeFor(placement, operation);
    const run = this.#ranks.allocate(entries.length, before, operation !== null);
    const keyBefore = this.#keyBefore(placement, operation);
    let lastEntryNumber = 0;
    for (const entry of entries) {
      lastEntryNumber = this.#sql.insert(insertEntry, insertParameters(entry));
    }
    const firstEntryNumber = lastEntryNumber - entries.length + 1;
    this.#sql.run(
      `INSERT INTO place (entryNumber, rank, shuffleRound, shuffleKey)
       SELECT entryNumber, :firstRank + :step * (entryNumber - :firstEntryNumber), shuffleRound,
         ifnull(:keyBefore + 1 + entryNumber - :firstEntryNumber, randomKey())
       FROM entry, queue WHERE entryNumber BETWEEN :firstEntryNumber AND :lastEntryNumber`,
      { ...run, keyBefore, firstEntryNumber, lastEntryNumber },
    );
    this.#undo.noteAdded(stepNumber, firstEntryNumber, lastEntryNumber);
    this.#finish(stepNumber);
    this.#remember(operationId, {
      stepNumber,
      lastEntryNumber,
      shuffleKey: keyBefore === null ? null : keyBefore + entries.length,
    });
    return ok({ firstEntryId: entryIdOf(firstEntryNumber), addedCount });
  }

  remove(selection: QueueSelection): Result<{ readonly removedCount: number }, AppError> {
    const state = readQueueState(this.#sql);
    const selected = this.#selected.fill(selection, state);
    if (!selected.ok) return selected;
    const stepNumber = this.#undo.begin('remove', state.currentEntryNumber);
    this.#undo.noteSelectedRemoved(stepNumber);
    this.#sql.run('DELETE FROM place WHERE entryNumber IN (SELECT entryNumber FROM selected)');
    if (state.currentEntryNumber !== null && !this.#stands(state.currentEntryNumber)) {
      this.#order.clearCurrent();
    }
    this.#finish(stepNumber);
    return ok({ removedCount: selected.value });
  }

  move(selection: QueueSelection, beforeEntryId: EntryId | null): Result<undefined, AppError> {
    const before = beforeEntryId === null ? null : entryNumberOf(beforeEntryId);
    if (before !== null && !this.#stands(before)) return err({ code: 'queue.noSuchEntry' });
    const selected = this.#selected.fill(selection, readQueueState(this.#sql));
    if (!selected.ok) return selected;
    this.#moveSelected(selected.value, before);
    return ok(undefined);
  }

  playNext(selection: QueueSelection): Result<undefined, AppError> {
    const state = readQueueState(this.#sql);
    const selected = this.#selected.fill(selection, state);
    if (!selected.ok) return selected;
    const current = state.currentEntryNumber;
    const count = selected.value - (current === null ? 0 : this.#selected.exclude(current));
    if (count === 0) return ok(undefined);
    this.#moveSelected(count, this.#placeBehindCurrent());
    const keyBefore = this.#order.keyInFront();
    this.#sql.run(
      `UPDATE place SET shuffleRound = queue.shuffleRound, shuffleKey = :keyBefore + 1 + ordinal
       FROM selected, queue WHERE selected.entryNumber = place.entryNumber`,
      { keyBefore },
    );
    return ok(undefined);
  }

  clear(): Result<undefined, AppError> {
    const { count, currentEntryNumber } = readQueueState(this.#sql);
    if (count === 0) return ok(undefined);
    const stepNumber = this.#undo.begin('clear', currentEntryNumber);
    this.#removeAll(stepNumber);
    this.#finish(stepNumber);
    return ok(undefined);
  }

  undo(): Result<undefined, AppError> {
    const step = this.#undo.newest();
    if (step === null) return err({ code: 'queue.nothingToUndo' });
    const { shuffleRound, currentEntryNumber: current } = readQueueState(this.#sql);
    this.#undo.takeBack(step.stepNumber, shuffleRound);
    if (current === step.currentAfter || (current !== null && !this.#stands(current))) {
      const { currentBefore } = step;
      const stands = currentBefore !== null && this.#stands(currentBefore);
      this.#order.restoreCurrent(stands ? currentBefore : null);
    }
    noteOrderChanged(this.#sql);
    return ok(undefined);
  }

  #removeAll(stepNumber: number): void {
    this.#undo.noteAllRemoved(stepNumber);
    this.#sql.run('DELETE FROM place');
    this.#order.clearCurrent();
  }

  /** The row that a batch goes in front of; `null` for the end. */
  #placeFor(placement: Placement, operation: Operation | null): number | null {
    if (operation !== null && this.#stands(operation.lastEntryNumber)) {
      return this.#order.below(operation.lastEntryNumber);
    }
    switch (placement.kind) {
      case 'append':
      case 'playNow':
      case 'replace':
        return null;
      case 'playNext':
        return this.#placeBehindCurrent();
      case 'before': {
        const entryNumber = entryNumberOf(placement.entryId);
        return this.#stands(entryNumber) ? entryNumber : null;
      }
    }
  }

  #placeBehindCurrent(): number | null {
    const { currentEntryNumber } = readQueueState(this.#sql);
    return currentEntryNumber === null
      ? this.#order.first()
      : this.#order.below(currentEntryNumber);
  }

  /** The key the batch's rows follow in the shuffled order; `null` for random places. */
  #keyBefore(placement: Placement, operation: Operation | null): number | null {
    if (placement.kind !== 'playNext') return null;
    return operation?.shuffleKey ?? this.#order.keyInFront();
  }

  /** Puts the selected rows in front of the first row from `before` on that is not selected itself. */
  #moveSelected(count: number, before: number | null): void {
    const target =
      before === null
        ? null
        : this.#sql.number(
            `SELECT entryNumber FROM place
             WHERE rank >= (SELECT rank FROM place WHERE entryNumber = :before)
               AND entryNumber NOT IN (SELECT entryNumber FROM selected)
             ORDER BY rank LIMIT 1`,
            { before },
          );
    if (this.#selectedStandBefore(target, count)) return;
    const { currentEntryNumber } = readQueueState(this.#sql);
    const stepNumber = this.#undo.begin('move', currentEntryNumber);
    this.#undo.noteSelectedMoved(stepNumber);
    const run = this.#ranks.allocate(count, target, false);
    this.#sql.run(
      `UPDATE place SET rank = :firstRank + :step * moved.number
       FROM (SELECT entryNumber, row_number() OVER (ORDER BY ordinal) - 1 AS number
             FROM selected) AS moved
       WHERE moved.entryNumber = place.entryNumber`,
      { ...run },
    );
    this.#finish(stepNumber);
  }

  #selectedStandBefore(target: number | null, count: number): boolean {
    const span = `SELECT min(rank) AS low, max(rank) AS high
      FROM selected CROSS JOIN place USING (entryNumber)`;
    const spanned = this.#sql.number(
      `SELECT count(*) FROM place, (${span}) WHERE rank BETWEEN low AND high`,
    );
    const below = this.#sql.number(
      `SELECT entryNumber FROM place, (${span}) WHERE rank > high ORDER BY rank LIMIT 1`,
    );
    return spanned === count && below === target;
  }

  #stands(entryNumber: number): boolean {
    return (
      this.#sql.number('SELECT 1 FROM place WHERE entryNumber = :entryNumber', { entryNumber }) !==
      null
    );
  }

  #finish(stepNumber: number): void {
    this.#undo.close(stepNumber, readQueueState(this.#sql).currentEntryNumber);
    noteOrderChanged(this.#sql);
  }

  /** A page that was cut off announces its last batch again, also to a main that was started anew. */
  #withoutTaken(entries: readonly NewEntry[]): readonly NewEntry[] {
    const uploadIds = entries.flatMap(({ location }) =>
      location.kind === 'upload' ? [location.uploadId] : [],
    );
    if (uploadIds.length === 0) return entries;
    const rows = this.#sql.rows(
      UploadRow,
      'SELECT DISTINCT uploadId FROM entry WHERE uploadId IN (SELECT value FROM json_each(:ids))',
      { ids: JSON.stringify(uploadIds) },
    );
    const taken = new Set(rows.map(({ uploadId }) => uploadId));
    return entries.filter(
      ({ location }) => location.kind !== 'upload' || !taken.has(location.uploadId),
    );
  }

  #remember(operationId: string, operation: Operation): void {
    this.#operations.delete(operationId);
    this.#operations.set(operationId, operation);
    if (this.#operations.size > maximumOperations) {
      const [oldest = ''] = this.#operations.keys();
      this.#operations.delete(oldest);
    }
  }
}
