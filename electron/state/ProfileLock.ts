import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The first file that is made in a profile, and never removed: a folder with it is ours. */
export const lockFileName = 'lock.sqlite';
const sqliteBusy = 5;

/**
 * The right to be the one program that uses a profile. It is an exclusive transaction that is never
 * committed on an empty SQLite file: the operating system takes its file locks back when the process
 * ends, however it ends, so nothing stale can stay.
 */
export class ProfileLock implements Disposable {
  readonly #database: DatabaseSync;

  private constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** `null` when another program holds it. Throws when the lock file cannot be used at all. */
  static acquire(folder: string): ProfileLock | null {
    const database = new DatabaseSync(join(folder, lockFileName), { timeout: 0 });
    try {
      database.exec('BEGIN EXCLUSIVE');
      return new ProfileLock(database);
    } catch (error) {
      database.close();
      if (isBusy(error)) return null;
      throw error;
    }
  }

  [Symbol.dispose](): void {
    if (this.#database.isOpen) this.#database.close();
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy;
}
