import { DatabaseSync } from 'node:sqlite';
import type { ExportRow } from './QueueEntry.ts';
import { Sql } from '../state/sqlite/Sql.ts';
import { exportColumns, StoredExportRow } from './storedEntry.ts';

const batchSize = 1_000;

interface RunningExport {
  readonly database: DatabaseSync;
  readonly rows: Generator<ExportRow, void, void>;
}

/**
 * Readings of the whole queue, batch by batch. Each has a connection and a read transaction of its
 * own, so it tells the rows as they were when it began while the queue goes on changing.
 */
export class QueueExports {
  readonly #databaseFile: string;
  readonly #running = new Map<number, RunningExport>();
  #lastNumber = 0;

  constructor(databaseFile: string) {
    this.#databaseFile = databaseFile;
  }

  begin(): number {
    const database = new DatabaseSync(this.#databaseFile, { readOnly: true, timeout: 5_000 });
    // The transaction begins with its first reading, not with BEGIN.
    database.exec('BEGIN; SELECT count(*) FROM queue;');
    const rows = new Sql(database).iterate(
      StoredExportRow,
      `SELECT ${exportColumns} FROM place JOIN entry USING (entryNumber) ORDER BY rank`,
    );
    const exportNumber = ++this.#lastNumber;
    this.#running.set(exportNumber, { database, rows });
    return exportNumber;
  }

  /** The next rows in order; none at the end, or when the export is not running. */
  nextBatch(exportNumber: number): ExportRow[] {
    const rows = this.#running.get(exportNumber)?.rows;
    const batch: ExportRow[] = [];
    while (rows !== undefined && batch.length < batchSize) {
      const next = rows.next();
      if (next.done === true) break;
      batch.push(next.value);
    }
    return batch;
  }

  end(exportNumber: number): void {
    this.#running.get(exportNumber)?.database.close();
    this.#running.delete(exportNumber);
  }

  endAll(): void {
    for (const exportNumber of [...this.#running.keys()]) this.end(exportNumber);
  }
}
