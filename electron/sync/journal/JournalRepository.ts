import type { DatabaseSync } from 'node:sqlite';
import type { DeviceId, TransferId, UploadId } from '../../contract/ids.ts';
import { Sql } from '../../state/sqlite/Sql.ts';
import { emptySummary } from './emptySummary.ts';
import type {
  ForgottenParts,
  JournalChanges,
  JournalPage,
  JournalQueries,
  JournalSummary,
  WaitingKinds,
} from './JournalWorkerApi.ts';
import {
  columns,
  CountedRow,
  DeviceRow,
  IdRow,
  LogRow,
  NameRow,
  NeedsRow,
  RawTransfer,
  shownColumns,
  ShownRow,
  transferOf,
  UploadRow,
} from './journalRows.ts';
import type { Leftover, NewTransfer, Transfer } from './Transfer.ts';

/** Finished transfers of a player that stay on the list. */
const maximumFinished = 10_000;
const maximumLogLines = 20_000;

type Input<Name extends keyof (JournalChanges & JournalQueries)> = (JournalChanges &
  JournalQueries)[Name]['input'];

/** The journal on an open database, synchronous. Every change is on disk when its method returns. */
export class JournalRepository {
  readonly #sql: Sql;

  constructor(database: DatabaseSync) {
    this.#sql = new Sql(database);
  }

  summaries(): readonly JournalSummary[] {
    return this.#sql
      .rows(DeviceRow, 'SELECT DISTINCT deviceId FROM transferCount')
      .map(({ deviceId }) => this.summary(deviceId));
  }

  summary(deviceId: DeviceId): JournalSummary {
    const counted = this.#sql.row(
      CountedRow,
      `SELECT ifnull(sum(count), 0) AS count, ${sumOf("state = 'waiting'")} AS waitingCount,
        ${sumOf("state IN ('failed', 'cancelled')")} AS retryableCount,
        ${sumOf(`batch = newest AND ${isWanted}`)} AS batchCount,
        ${sumOf("batch = newest AND state = 'done'")} AS doneCount,
        ${sumOf("batch = newest AND state = 'failed'")} AS failedCount,
        ${sumOf("batch = newest AND state = 'skipped'")} AS skippedCount,
        ${sumOf(`batch = newest AND ${isWanted}`, 'bytes')} AS totalBytes,
        ${sumOf("state = 'waiting'", 'bytes')} AS waitingBytes,
        ${sumOf("batch = newest AND state = 'done'", 'bytes')} AS doneBytes
       FROM transferCount,
        (SELECT max(batch) AS newest FROM transferCount WHERE deviceId = :deviceId)
       WHERE deviceId = :deviceId`,
      { deviceId },
    );
    return { ...emptySummary(deviceId), ...counted };
  }

  add(deviceId: DeviceId, transfers: readonly NewTransfer[]): void {
    this.#sql.transaction(() => {
      const batch = this.#batchOf(deviceId);
      for (const transfer of transfers) this.#insert(deviceId, batch, transfer);
      this.#sql.run(
        `DELETE FROM transfer WHERE deviceId = :deviceId AND leftover IS NULL AND transferId IN (
          SELECT transferId FROM transfer
          WHERE deviceId = :deviceId AND isCleared = 0 AND state <> 'waiting'
          ORDER BY transferId DESC LIMIT -1 OFFSET :kept)`,
        { deviceId, kept: maximumFinished },
      );
    });
  }

  /** What cannot be understood, for another version of the program wrote it, has failed. */
  next({ deviceId }: Input<'next'>): Transfer | null {
    return this.#sql.transaction(() => {
      for (;;) {
        const row = this.#sql.row(
          RawTransfer,
          `SELECT ${columns} FROM transfer
           WHERE deviceId = :deviceId AND isCleared = 0 AND state = 'waiting'
           ORDER BY transferId LIMIT 1`,
          { deviceId },
        );
        if (row === null) return null;
        const transfer = transferOf(row);
        if (transfer !== null) return transfer;
        this.#sql.run(
          `UPDATE transfer SET state = 'failed', errorCode = 'transfer.notUnderstood', leftover = NULL
           WHERE transferId = :transferId`,
          { transferId: row.transferId },
        );
      }
    });
  }

  waitingKinds({ deviceId }: Input<'waitingKinds'>): WaitingKinds {
    const waiting = new Set(
      this.#sql
        .rows(
          NeedsRow,
          `SELECT needs FROM transferCount WHERE deviceId = :deviceId AND state = 'waiting'`,
          { deviceId },
        )
        .map(({ needs }) => needs),
    );
    const replace = waiting.has('replace');
    return {
      toDevice: replace || waiting.has('toDevice'),
      fromDevice: waiting.has('fromDevice'),
      replace,
    };
  }

  leftovers({ deviceId }: Input<'leftovers'>): readonly Transfer[] {
    return this.#sql
      .rows(
        RawTransfer,
        `SELECT ${columns} FROM transfer
         WHERE deviceId = :deviceId AND leftover IS NOT NULL AND state <> 'waiting'
         ORDER BY transferId`,
        { deviceId },
      )
      .flatMap((row) => transferOf(row) ?? []);
  }

  noteLeftover({ transferId, leftover }: Input<'noteLeftover'>): undefined {
    this.#sql.transaction(() => {
      this.#setLeftover(transferId, leftover);
      this.#sql.run(
        'DELETE FROM transfer WHERE transferId = :transferId AND isCleared = 1 AND leftover IS NULL',
        { transferId },
      );
    });
  }

  finish(input: Input<'finish'>): undefined {
    const { deviceId, transferId, attempt, state, error, leftover, logLine } = input;
    this.#sql.transaction(() => {
      this.#sql.run(
        `UPDATE transfer SET state = :state, errorCode = :errorCode, errorDetails = :errorDetails
         WHERE transferId = :transferId AND attempt = :attempt`,
        {
          transferId,
          attempt,
          state,
          errorCode: error?.code ?? null,
          errorDetails: error?.details ?? null,
        },
      );
      this.#setLeftover(transferId, leftover);
      this.#appendLog(deviceId, logLine);
    });
  }

  cancel({ deviceId, selection }: Input<'cancel'>): readonly TransferId[] {
    return this.#sql.transaction(() => {
      const chosen = this.#chosen(deviceId, selection, "state = 'waiting'");
      for (const transferId of chosen) {
        this.#sql.run(
          `UPDATE transfer SET state = 'cancelled', errorCode = 'app.cancelled'
           WHERE transferId = :transferId`,
          { transferId },
        );
      }
      return chosen;
    });
  }

  retry({ deviceId, selection }: Input<'retry'>): undefined {
    this.#sql.transaction(() => {
      const batch = this.#batchOf(deviceId);
      for (const transferId of this.#chosen(
        deviceId,
        selection,
        "state IN ('failed', 'cancelled')",
      )) {
        this.#sql.run(
          `UPDATE transfer
           SET state = 'waiting', errorCode = NULL, errorDetails = NULL, batch = :batch,
             attempt = attempt + 1
           WHERE transferId = :transferId`,
          { transferId, batch },
        );
      }
    });
  }

  knownUploads({ uploads }: Input<'knownUploads'>): readonly UploadId[] {
    const sizes = new Map(uploads.map(({ uploadId, sizeBytes }) => [uploadId, sizeBytes]));
    return this.#sql
      .rows(
        UploadRow,
        `SELECT DISTINCT work ->> '$.source.uploadId' AS uploadId, sizeBytes FROM transfer
         WHERE isCleared = 0 AND state IN ('waiting', 'failed', 'cancelled')
           AND work ->> '$.source.uploadId' IN (SELECT value FROM json_each(:uploadIds))`,
        { uploadIds: JSON.stringify([...sizes.keys()]) },
      )
      .filter(({ uploadId, sizeBytes }) => sizes.get(uploadId) === sizeBytes)
      .map(({ uploadId }) => uploadId);
  }

  uploadsBack({ deviceId, uploadIds }: Input<'uploadsBack'>): undefined {
    this.#sql.transaction(() => {
      this.#sql.run(
        `UPDATE transfer SET state = 'waiting', errorCode = NULL, errorDetails = NULL,
           batch = :batch, attempt = attempt + 1
         WHERE deviceId = :deviceId AND isCleared = 0 AND state = 'failed'
           AND errorCode = 'upload.gone'
           AND work ->> '$.source.uploadId' IN (SELECT value FROM json_each(:uploadIds))`,
        { deviceId, batch: this.#batchOf(deviceId), uploadIds: JSON.stringify(uploadIds) },
      );
    });
  }

  clearFinished({ deviceId }: Input<'clearFinished'>): undefined {
    this.#sql.transaction(() => {
      const finished = "deviceId = :deviceId AND state <> 'waiting'";
      this.#sql.run(`DELETE FROM transfer WHERE ${finished} AND leftover IS NULL`, { deviceId });
      this.#sql.run(`UPDATE transfer SET isCleared = 1 WHERE ${finished}`, { deviceId });
    });
  }

  page({ deviceId, offset, limit, only }: Input<'page'>): JournalPage {
    const condition = `deviceId = :deviceId AND isCleared = 0 AND ${pageConditions[only]}`;
    const count = this.#sql.number(`SELECT count(*) FROM transfer WHERE ${condition}`, {
      deviceId,
    });
    const rows = this.#sql.rows(
      ShownRow,
      `SELECT ${shownColumns} FROM transfer WHERE ${condition}
       ORDER BY CASE state WHEN 'waiting' THEN 0 WHEN 'failed' THEN 1 ELSE 2 END, transferId
       LIMIT :limit OFFSET :offset`,
      { deviceId, limit, offset },
    );
    return {
      count: count ?? 0,
      rows: rows.map(({ transferId, needs, name, target, sizeBytes, state, errorCode }) => ({
        transferId,
        direction: needs === 'fromDevice' ? 'fromDevice' : 'toDevice',
        name,
        target,
        sizeBytes,
        doneBytes: state === 'done' ? sizeBytes : 0,
        state,
        errorCode,
      })),
    };
  }

  log({ deviceId, line }: Input<'log'>): undefined {
    this.#sql.transaction(() => this.#appendLog(deviceId, line));
  }

  readLog({ deviceId }: Input<'readLog'>): string {
    return this.#sql
      .rows(LogRow, 'SELECT text FROM logLine WHERE deviceId = :deviceId ORDER BY lineId', {
        deviceId,
      })
      .map(({ text }) => `${text}\n`)
      .join('');
  }

  forget({ deviceId }: Input<'forget'>): ForgottenParts {
    return this.#sql.transaction(() => {
      const received = this.#sql.rows(
        RawTransfer,
        `SELECT ${columns} FROM transfer
         WHERE deviceId = :deviceId AND leftover IS NOT NULL AND needs = 'fromDevice'`,
        { deviceId },
      );
      const left = this.#sql.rows(
        NameRow,
        `SELECT name FROM transfer
         WHERE deviceId = :deviceId AND leftover IS NOT NULL AND needs <> 'fromDevice'
         ORDER BY transferId`,
        { deviceId },
      );
      this.#sql.run('DELETE FROM transfer WHERE deviceId = :deviceId', { deviceId });
      this.#sql.run('DELETE FROM logLine WHERE deviceId = :deviceId', { deviceId });
      return {
        namesOnPlayer: left.map(({ name }) => name),
        received: received.flatMap((row) => transferOf(row) ?? []),
      };
    });
  }

  /** Joins what waits; when nothing does, a new one is begun. */
  #batchOf(deviceId: DeviceId): number {
    const newest = this.#sql.number(
      'SELECT max(batch) FROM transferCount WHERE deviceId = :deviceId',
      { deviceId },
    );
    return (newest ?? 0) + (this.summary(deviceId).waitingCount > 0 ? 0 : 1);
  }

  #insert(deviceId: DeviceId, batch: number, transfer: NewTransfer): void {
    const { name, target, sizeBytes, work, skipped } = transfer;
    this.#sql.insert(
      `INSERT INTO transfer
        (deviceId, batch, name, target, sizeBytes, work, state, errorCode, errorDetails)
       VALUES
        (:deviceId, :batch, :name, :target, :sizeBytes, :work, :state, :errorCode, :errorDetails)`,
      {
        deviceId,
        batch,
        name,
        target,
        sizeBytes,
        work: JSON.stringify(work),
        state: skipped === undefined ? 'waiting' : 'skipped',
        errorCode: skipped?.error?.code ?? null,
        errorDetails: skipped?.error?.details ?? null,
      },
    );
    if (skipped !== undefined) this.#appendLog(deviceId, skipped.logLine);
  }

  #setLeftover(transferId: TransferId, leftover: Leftover | null): void {
    this.#sql.run('UPDATE transfer SET leftover = :leftover WHERE transferId = :transferId', {
      transferId,
      leftover: leftover === null ? null : JSON.stringify(leftover),
    });
  }

  #chosen(
    deviceId: DeviceId,
    selection: Input<'cancel'>['selection'],
    condition: string,
  ): readonly TransferId[] {
    const all = this.#sql
      .rows(
        IdRow,
        `SELECT transferId FROM transfer
         WHERE deviceId = :deviceId AND isCleared = 0 AND ${condition} ORDER BY transferId`,
        { deviceId },
      )
      .map(({ transferId }) => transferId);
    if (selection === 'all') return all;
    const wanted = new Set(selection);
    return all.filter((transferId) => wanted.has(transferId));
  }

  #appendLog(deviceId: DeviceId, text: string): void {
    const lineId = this.#sql.insert(
      'INSERT INTO logLine (deviceId, text) VALUES (:deviceId, :text)',
      { deviceId, text },
    );
    // Once in a while is often enough.
    if (lineId % 1_000 !== 0) return;
    this.#sql.run(
      `DELETE FROM logLine WHERE lineId IN (SELECT lineId FROM logLine WHERE deviceId = :deviceId
        ORDER BY lineId DESC LIMIT -1 OFFSET :kept)`,
      { deviceId, kept: maximumLogLines },
    );
  }
}

const pageConditions: Readonly<Record<Input<'page'>['only'], string>> = {
  all: 'true',
  unfinished: "state = 'waiting'",
  done: "state = 'done'",
  failed: "state IN ('failed', 'cancelled')",
  skipped: "state = 'skipped'",
};

/** It was asked for, and nobody took that back. */
const isWanted = "state IN ('waiting', 'done', 'failed')";

function sumOf(condition: string, value = 'count'): string {
  return `ifnull(sum(CASE WHEN ${condition} THEN ${value} END), 0)`;
}
