import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { ErrorCode } from '../../contract/errors.ts';
import { DeviceId, TransferId } from '../../contract/ids.ts';
import { Sql } from '../../state/sqlite/Sql.ts';
import type {
  JournalChanges,
  JournalPage,
  JournalQueries,
  JournalSummary,
  WaitingKinds,
} from './JournalWorkerApi.ts';
import { Leftover, TransferWork, type NewTransfer, type Transfer } from './Transfer.ts';

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
      .rows(DeviceRow, 'SELECT DISTINCT deviceId FROM transfer WHERE isCleared = 0')
      .map(({ deviceId }) => this.summary(deviceId));
  }

  summary(deviceId: DeviceId): JournalSummary {
    const counted = this.#sql.row(
      CountedRow,
      `SELECT count(*) AS count, ${sumOf("state = 'waiting'")} AS waitingCount,
        ${sumOf("state = 'done'")} AS doneCount, ${sumOf("state = 'failed'")} AS failedCount,
        ${sumOf("batch = newest AND state IN ('waiting', 'done')", 'sizeBytes')} AS totalBytes,
        ${sumOf("batch = newest AND state = 'done'", 'sizeBytes')} AS doneBytes
       FROM transfer, (SELECT max(batch) AS newest FROM transfer WHERE deviceId = :deviceId)
       WHERE deviceId = :deviceId AND isCleared = 0`,
      { deviceId },
    );
    return { deviceId, ...(counted ?? nothingCounted) };
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

  next({ deviceId }: Input<'next'>): Transfer | null {
    return this.#sql.row(
      StoredTransfer,
      `SELECT ${columns} FROM transfer
       WHERE deviceId = :deviceId AND isCleared = 0 AND state = 'waiting'
       ORDER BY transferId LIMIT 1`,
      { deviceId },
    );
  }

  waitingKinds({ deviceId }: Input<'waitingKinds'>): WaitingKinds {
    const isWaiting = (condition: string) =>
      this.#sql.number(
        `SELECT EXISTS (SELECT 1 FROM transfer WHERE deviceId = :deviceId AND isCleared = 0
          AND state = 'waiting' AND ${condition})`,
        { deviceId },
      ) === 1;
    return {
      toDevice: isWaiting("work ->> 'kind' = 'toDevice'"),
      fromDevice: isWaiting("work ->> 'kind' = 'fromDevice'"),
      replace: isWaiting("work ->> 'replaces' IS NOT NULL"),
    };
  }

  leftovers({ deviceId }: Input<'leftovers'>): readonly Transfer[] {
    return this.#sql.rows(
      StoredTransfer,
      `SELECT ${columns} FROM transfer
       WHERE deviceId = :deviceId AND leftover IS NOT NULL AND state <> 'waiting'
       ORDER BY transferId`,
      { deviceId },
    );
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

  finish({ deviceId, transferId, state, error, leftover, logLine }: Input<'finish'>): undefined {
    this.#sql.transaction(() => {
      this.#sql.run(
        `UPDATE transfer SET state = :state, errorCode = :errorCode, errorDetails = :errorDetails
         WHERE transferId = :transferId`,
        {
          transferId,
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
           SET state = 'waiting', errorCode = NULL, errorDetails = NULL, batch = :batch
           WHERE transferId = :transferId`,
          { transferId, batch },
        );
      }
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
      StoredTransfer,
      `SELECT ${columns} FROM transfer WHERE ${condition}
       ORDER BY transferId LIMIT :limit OFFSET :offset`,
      { deviceId, limit, offset },
    );
    return {
      count: count ?? 0,
      rows: rows.map(({ transferId, work, name, target, sizeBytes, state, error }) => ({
        transferId,
        direction: work.kind,
        name,
        target,
        sizeBytes,
        doneBytes: state === 'done' ? sizeBytes : 0,
        state,
        errorCode: error?.code ?? null,
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

  forget({ deviceId }: Input<'forget'>): undefined {
    this.#sql.transaction(() => {
      this.#sql.run('DELETE FROM transfer WHERE deviceId = :deviceId', { deviceId });
      this.#sql.run('DELETE FROM logLine WHERE deviceId = :deviceId', { deviceId });
    });
  }

  /** Joins what waits; when nothing does, a new one is begun. */
  #batchOf(deviceId: DeviceId): number {
    const newest = this.#sql.number('SELECT max(batch) FROM transfer WHERE deviceId = :deviceId', {
      deviceId,
    });
    const isBusy = this.next({ deviceId }) !== null;
    return (newest ?? 0) + (isBusy ? 0 : 1);
  }

  #insert(deviceId: DeviceId, batch: number, transfer: NewTransfer): void {
    const { name, target, sizeBytes, work } = transfer;
    this.#sql.insert(
      `INSERT INTO transfer (deviceId, batch, name, target, sizeBytes, work, state)
       VALUES (:deviceId, :batch, :name, :target, :sizeBytes, :work, 'waiting')`,
      { deviceId, batch, name, target, sizeBytes, work: JSON.stringify(work) },
    );
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
};

const nothingCounted = {
  count: 0,
  waitingCount: 0,
  doneCount: 0,
  failedCount: 0,
  totalBytes: 0,
  doneBytes: 0,
};

function sumOf(condition: string, value = '1'): string {
  return `ifnull(sum(CASE WHEN ${condition} THEN ${value} END), 0)`;
}

const columns =
  'transferId, deviceId, name, target, sizeBytes, work, state, errorCode, errorDetails, leftover';

const DeviceRow = z.object({ deviceId: DeviceId });
const IdRow = z.object({ transferId: TransferId });
const LogRow = z.object({ text: z.string() });
const CountedRow = z.object({
  count: z.int(),
  waitingCount: z.int(),
  doneCount: z.int(),
  failedCount: z.int(),
  totalBytes: z.int(),
  doneBytes: z.int(),
});

function json<Value>(schema: z.ZodMiniType<Value>) {
  return z.pipe(
    z.string(),
    z.transform((text) => schema.parse(JSON.parse(text))),
  );
}

const StoredTransfer = z.pipe(
  z.object({
    transferId: TransferId,
    deviceId: DeviceId,
    name: z.string(),
    target: z.string(),
    sizeBytes: z.int(),
    work: json(TransferWork),
    state: z.enum(['waiting', 'done', 'skipped', 'failed', 'cancelled']),
    // A code of another version of the program is some failure all the same.
    errorCode: z.nullable(z.catch(ErrorCode, 'app.internal')),
    errorDetails: z.nullable(z.string()),
    leftover: z.nullable(json(Leftover)),
  }),
  z.transform(({ errorCode, errorDetails, ...row }): Transfer => ({
    ...row,
    error:
      errorCode === null
        ? null
        : { code: errorCode, ...(errorDetails === null ? {} : { details: errorDetails }) },
  })),
);
