import { existsSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrateQueue, NewerSchemaError } from './queueSchema.ts';
import type { SetAsideReport } from './QueueWorkerApi.ts';
import { sqliteFailure, sqliteResultCode } from './sqliteFailure.ts';

export interface OpenedDatabase {
  readonly database: DatabaseSync;
  readonly setAside: SetAsideReport | null;
}

class DamagedDatabaseError extends Error {
  override readonly name = 'DamagedDatabaseError';
}

/**
 * The queue's database, made when it is not there. One that is damaged or of a newer version is kept
 * under another name, and an empty one is begun. Throws what else goes wrong (`sqliteFailure`).
 */
export function openQueueDatabase(file: string, now: Date = new Date()): OpenedDatabase {
  try {
    return { database: openSound(file), setAside: null };
  } catch (error) {
    const reason = reasonToSetAside(error);
    if (reason === undefined) throw error;
    const keptAs = setAside(file, reason, now);
    return { database: openSound(file), setAside: { reason, keptAs } };
  }
}

function openSound(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  try {
    // FULL: what was acknowledged is there also after a power failure, not only after a crash.
    database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -8000;',
    );
    const verdict = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
    if (verdict !== 'ok') throw new DamagedDatabaseError(String(verdict));
    migrateQueue(database);
    if (database.prepare('SELECT 1 FROM queue, (SELECT count(*) FROM place)').get() === undefined) {
      throw new DamagedDatabaseError('The row of the queue itself is missing');
    }
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

const sqliteError = 1;

function reasonToSetAside(error: unknown): SetAsideReport['reason'] | undefined {
  if (error instanceof NewerSchemaError) return 'newerVersion';
  if (error instanceof DamagedDatabaseError) return 'damaged';
  // A sound database in which our tables are missing or others answers with the general error.
  const isForeign = sqliteResultCode(error) === sqliteError;
  return isForeign || sqliteFailure(error, '')?.code === 'profile.damaged' ? 'damaged' : undefined;
}

function setAside(file: string, reason: SetAsideReport['reason'], now: Date): string {
  const stamp = now.toISOString().replaceAll(':', '-');
  const keptAs = `${basename(file, '.sqlite')}.${reason}-${stamp}.sqlite`;
  // The journal goes along: what is in it belongs to the database.
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, join(dirname(file), keptAs + suffix));
  }
  return keptAs;
}
