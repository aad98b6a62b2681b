import { existsSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sqliteFailure, sqliteResultCode } from './sqliteFailure.ts';

/** Why a saved database could not be used. The file was set aside, never deleted. */
export interface SetAsideReport {
  readonly reason: 'damaged' | 'newerVersion';
  /** Name of the file it is kept as, in the same folder. */
  readonly keptAs: string;
}

export interface OpenedDatabase {
  readonly database: DatabaseSync;
  readonly setAside: SetAsideReport | null;
}

export interface DatabaseSchema {
  /**
   * One script per version, each run once on a database of the version before. A released script is
   * never changed.
   */
  readonly migrations: readonly string[];
  /** Is everything there that a sound database holds? May throw what SQLite throws. */
  readonly isComplete: (database: DatabaseSync) => boolean;
}

class DamagedDatabaseError extends Error {
  override readonly name = 'DamagedDatabaseError';
}

/** A later version of the program wrote this database. */
class NewerSchemaError extends Error {
  override readonly name = 'NewerSchemaError';
}

/**
 * A database in `file`, made when it is not there. One that is damaged or of a newer version is kept
 * under another name, and an empty one is begun. Throws what else goes wrong (`sqliteFailure`).
 */
export function openDatabase(
  file: string,
  schema: DatabaseSchema,
  now: Date = new Date(),
): OpenedDatabase {
  try {
    return { database: openSound(file, schema), setAside: null };
  } catch (error) {
    const reason = reasonToSetAside(error);
    if (reason === undefined) throw error;
    const keptAs = setAside(file, reason, now);
    return { database: openSound(file, schema), setAside: { reason, keptAs } };
  }
}

function openSound(file: string, schema: DatabaseSchema): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  try {
    // FULL: what was acknowledged is there also after a power failure, not only after a crash.
    database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -8000;',
    );
    const verdict = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
    if (verdict !== 'ok') throw new DamagedDatabaseError(String(verdict));
    migrate(database, schema.migrations);
    if (!schema.isComplete(database))
      throw new DamagedDatabaseError('What it must hold is missing');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function migrate(database: DatabaseSync, migrations: readonly string[]): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version > migrations.length) {
    throw new NewerSchemaError(`It has version ${version}, known is ${migrations.length}`);
  }
  for (const [index, script] of migrations.entries()) {
    if (index < version) continue;
    database.exec(`BEGIN IMMEDIATE; ${script}; PRAGMA user_version = ${index + 1}; COMMIT;`);
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
