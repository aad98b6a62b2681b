import type { DatabaseSync } from 'node:sqlite';
import { err, ok, type Result } from '../base/Result.ts';
import { errorTraits, type AppError, type ErrorCode } from '../contract/errors.ts';
import type { UploadManifestEntry } from '../contract/files.ts';
import type { DeviceId, EntryId, UploadId } from '../contract/ids.ts';
import {
  maximumPageSize,
  maximumQueueEntries,
  type QueuePage,
  type QueueSelection,
  type QueueSnapshot,
} from '../contract/queue.ts';
import { entryIdOf, entryNumberOf } from './entryNumber.ts';
import { PlayOrder } from './PlayOrder.ts';
import { QueueEditor } from './QueueEditor.ts';
import type { ExportRow, QueueEntry } from './QueueEntry.ts';
import { QueueRanks } from './QueueRanks.ts';
import { QueueSearch } from './QueueSearch.ts';
import { noteRowsChanged, readQueueState } from './QueueState.ts';
import type {
  AppendOutcome,
  AppendRequest,
  MetadataUpdate,
  PageRequest,
  PlayMode,
  UnreadRequest,
} from './QueueWorkerApi.ts';
import { SelectedRows } from './SelectedRows.ts';
import { Sql } from '../state/sqlite/Sql.ts';
import {
  entryColumns,
  exportColumns,
  metadataParameters,
  StoredEntry,
  StoredExportRow,
  StoredHint,
  UploadRow,
} from './storedEntry.ts';
import { QueuePages } from './QueuePages.ts';
import { UndoHistory } from './UndoHistory.ts';

export interface QueueRepositoryOptions {
  readonly maximumEntries?: number;
  /** Numbers from 0 to 1, for shuffling. */
  readonly random?: () => number;
}

/** Rows that `playableAfter` looks at, so that the thread is not held up for long. */
const maximumLeftOut = 5_000;

/**
 * The queue on an open database (`openQueueDatabase`), synchronously. Every method that changes
 * something is one transaction. Failures of SQLite are thrown; `PlayQueue` documents the errors.
 */
export class QueueRepository {
  readonly #sql: Sql;
  readonly #search: QueueSearch;
  readonly #pages: QueuePages;
  readonly #order: PlayOrder;
  readonly #undo: UndoHistory;
  readonly #editor: QueueEditor;
  readonly #selected: SelectedRows;

  constructor(database: DatabaseSync, options: QueueRepositoryOptions = {}) {
    const { maximumEntries = maximumQueueEntries, random = Math.random } = options;
    database.function('randomKey', random);
    const sql = new Sql(database);
    this.#sql = sql;
    this.#search = new QueueSearch(sql);
    this.#pages = new QueuePages(sql, this.#search);
    this.#undo = new UndoHistory(sql, maximumEntries);
    this.#order = new PlayOrder(sql, this.#undo);
    this.#selected = new SelectedRows(sql, this.#search);
    this.#editor = new QueueEditor({
      sql,
      ranks: new QueueRanks(sql),
      selected: this.#selected,
      order: this.#order,
      undo: this.#undo,
      maximumEntries,
    });
  }

  snapshot(): QueueSnapshot {
    const state = readQueueState(this.#sql);
    const { revision, count, durationMs, untimedCount, currentEntryNumber } = state;
    const undo = this.#undo.newest();
    return {
      revision,
      count,
      durationMs,
      untimedCount,
      currentEntryId: currentEntryNumber === null ? null : entryIdOf(currentEntryNumber),
      currentIndex: currentEntryNumber === null ? null : this.#pages.indexOf(currentEntryNumber),
      undo: undo === null ? null : { kind: undo.kind, count: undo.count },
    };
  }

  append(request: AppendRequest): Result<AppendOutcome, AppError> {
    return this.#transaction(() => this.#editor.append(request));
  }

  remove(selection: QueueSelection): Result<{ readonly removedCount: number }, AppError> {
    return this.#transaction(() => this.#editor.remove(selection));
  }

  move(selection: QueueSelection, beforeEntryId: EntryId | null): Result<undefined, AppError> {
    return this.#transaction(() => this.#editor.move(selection, beforeEntryId));
  }

  playNext(selection: QueueSelection): Result<undefined, AppError> {
    return this.#transaction(() => this.#editor.playNext(selection));
  }

  clear(): Result<undefined, AppError> {
    return this.#transaction(() => this.#editor.clear());
  }

  undo(): Result<undefined, AppError> {
    return this.#transaction(() => this.#editor.undo());
  }

  page({ offset, limit, search = '' }: PageRequest): QueuePage {
    return this.#pages.page(offset, Math.min(limit, maximumPageSize), search);
  }

  indexOf(entryId: EntryId): number | null {
    return this.#pages.indexOf(entryNumberOf(entryId));
  }

  entry(entryId: EntryId): QueueEntry | null {
    return this.#sql.row(
      StoredEntry,
      `SELECT ${entryColumns} FROM entry JOIN place USING (entryNumber)
       WHERE entryNumber = :entryNumber`,
      { entryNumber: entryNumberOf(entryId) },
    );
  }

  /** See `PlayQueue.rowsOf`. */
  rowsOf(selection: QueueSelection, limit: number): Result<readonly ExportRow[], AppError> {
    return this.#transaction(() => {
      const filled = this.#selected.fill(selection, readQueueState(this.#sql));
      if (!filled.ok) return filled;
      return ok(
        this.#sql.rows(
          StoredExportRow,
          `SELECT ${exportColumns} FROM selected CROSS JOIN entry USING (entryNumber)
           ORDER BY ordinal LIMIT :limit`,
          { limit },
        ),
      );
    });
  }

  entriesWithoutMetadata({ kind, afterEntryId, limit }: UnreadRequest): QueueEntry[] {
    const isOfKind =
      kind === 'path'
        ? 'path IS NOT NULL AND deviceId IS NULL'
        : `uploadId IS NOT NULL AND errorCode IS NOT 'upload.gone'`;
    return this.#sql.rows(
      StoredEntry,
      `SELECT ${entryColumns} FROM entry JOIN place USING (entryNumber)
       WHERE metadataKnown = 0 AND ${isOfKind} AND entryNumber > :after
       ORDER BY entryNumber LIMIT :limit`,
      { after: afterEntryId === null ? 0 : entryNumberOf(afterEntryId), limit },
    );
  }

  /** Rows kept for undo are updated, too: they come back as they are known then. */
  updateMetadata(updates: readonly MetadataUpdate[]): void {
    this.#transaction(() => {
      let updatedCount = 0;
      for (const { entryId, metadata } of updates) {
        const entryNumber = entryNumberOf(entryId);
        const row = this.#sql.row(
          StoredHint,
          'SELECT fileName, hint FROM entry WHERE entryNumber = :entryNumber',
          { entryNumber },
        );
        if (row === null) continue;
        updatedCount += this.#sql.run(
          `UPDATE entry SET searchText = :searchText, tags = :tags, format = :format,
             durationMs = :durationMs, artId = :artId, hasVideo = :hasVideo, metadataKnown = 1
           WHERE entryNumber = :entryNumber`,
          { ...metadataParameters(row, metadata), entryNumber },
        );
      }
      if (updatedCount > 0) noteRowsChanged(this.#sql);
    });
  }

  setError(entryId: EntryId, errorCode: ErrorCode | null): void {
    this.#transaction(() => {
      const entryNumber = entryNumberOf(entryId);
      const changed = this.#sql.run(
        `UPDATE entry SET errorCode = :errorCode
         WHERE entryNumber = :entryNumber AND errorCode IS NOT :errorCode`,
        { entryNumber, errorCode },
      );
      if (changed > 0) noteRowsChanged(this.#sql);
      if (errorCode !== null) this.#order.passOver(entryNumber);
    });
  }

  knownUploads(files: readonly UploadManifestEntry[]): UploadId[] {
    return this.#sql
      .rows(
        UploadRow,
        `SELECT DISTINCT entry.uploadId AS uploadId FROM json_each(:files) AS file CROSS JOIN entry
         WHERE entry.uploadId = file.value ->> 'uploadId'
           AND entry.relativePath = file.value ->> 'relativePath'
           AND entry.sizeBytes = file.value ->> 'sizeBytes'`,
        { files: JSON.stringify(files) },
      )
      .map(({ uploadId }) => uploadId);
  }

  uploadsBack(uploadIds: readonly UploadId[]): void {
    this.#transaction(() => {
      const changed = this.#sql.run(
        `UPDATE entry SET errorCode = NULL
         WHERE uploadId IN (SELECT value FROM json_each(:uploadIds)) AND errorCode = 'upload.gone'`,
        { uploadIds: JSON.stringify(uploadIds) },
      );
      if (changed > 0) noteRowsChanged(this.#sql);
    });
  }

  setUploadErrors(uploadIds: readonly UploadId[] | 'all', errorCode: ErrorCode): void {
    this.#transaction(() => {
      const which =
        uploadIds === 'all'
          ? 'uploadId IS NOT NULL'
          : 'uploadId IN (SELECT value FROM json_each(:uploadIds))';
      const changed = this.#sql.run(
        `UPDATE entry SET errorCode = :errorCode WHERE ${which} AND errorCode IS NOT :errorCode`,
        { errorCode, ...(uploadIds === 'all' ? {} : { uploadIds: JSON.stringify(uploadIds) }) },
      );
      if (changed > 0) noteRowsChanged(this.#sql);
    });
  }

  setDeviceErrors(deviceId: DeviceId | 'all', errorCode: ErrorCode | null): void {
    this.#transaction(() => {
      const which = deviceId === 'all' ? 'deviceId IS NOT NULL' : 'deviceId = :deviceId';
      const changed = this.#sql.run(
        `UPDATE entry SET errorCode = :errorCode WHERE ${which} AND errorCode IS NOT :errorCode`,
        { errorCode, ...(deviceId === 'all' ? {} : { deviceId }) },
      );
      if (changed > 0) noteRowsChanged(this.#sql);
    });
  }

  following(entryId: EntryId | null, mode: PlayMode): EntryId | null {
    return idOrNull(this.#order.following(numberOrNull(entryId), mode));
  }

  /** See `PlayQueue.playableAfter`. */
  playableAfter(entryId: EntryId, mode: PlayMode): QueueEntry | null {
    return this.#transaction(() => {
      const leftOut = new Set<number>();
      let from = entryNumberOf(entryId);
      while (leftOut.size < maximumLeftOut) {
        const next = this.#order.following(from, mode);
        const entry = next === null ? null : this.entry(entryIdOf(next));
        if (next === null || entry === null || !isUnplayable(entry)) return entry;
        if (leftOut.has(next)) return null;
        leftOut.add(next);
        if (mode.shuffle) this.#order.leaveOut(next);
        // A walk over what was heard before leads there all the same, and so does the last one there is.
        if (!mode.shuffle || this.#order.following(from, mode) === next) from = next;
      }
      return null;
    });
  }

  preceding(entryId: EntryId | null, mode: PlayMode): EntryId | null {
    return idOrNull(this.#order.preceding(numberOrNull(entryId), mode));
  }

  setCurrent(entryId: EntryId | null, walkingBack = false): Result<undefined, AppError> {
    return this.#transaction(() => {
      if (entryId === null) {
        this.#order.clearCurrent();
      } else {
        const entryNumber = entryNumberOf(entryId);
        if (this.#pages.indexOf(entryNumber) === null) return err({ code: 'queue.noSuchEntry' });
        this.#order.setCurrent(entryNumber, walkingBack);
      }
      return ok(undefined);
    });
  }

  restartShuffle(): void {
    this.#transaction(() => this.#order.restartShuffle());
  }

  #transaction<Value>(task: () => Value): Value {
    try {
      return this.#sql.transaction(task);
    } catch (error) {
      this.#search.forget();
      throw error;
    }
  }
}

/** Rows of players that are not there are marked with these, and cleared when the player is back. */
const absences: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'device.notFound',
  'device.disconnected',
  'device.locked',
]);

/** Has it failed for a reason that trying again does not change, or is its player not there? */
function isUnplayable({ errorCode }: QueueEntry): boolean {
  if (errorCode === null) return false;
  return absences.has(errorCode) || !errorTraits[errorCode].retryable;
}

function numberOrNull(entryId: EntryId | null): number | null {
  return entryId === null ? null : entryNumberOf(entryId);
}

function idOrNull(entryNumber: number | null): EntryId | null {
  return entryNumber === null ? null : entryIdOf(entryNumber);
}
