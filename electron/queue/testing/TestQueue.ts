import type { DatabaseSync } from 'node:sqlite';
import { TemporaryFolder } from '../../base/testing/TemporaryFolder.ts';
import type { Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import { EntryId } from '../../contract/ids.ts';
import type { Placement, QueueSelection } from '../../contract/queue.ts';
import { openQueueDatabase } from '../openQueueDatabase.ts';
import type { NewEntry } from '../QueueEntry.ts';
import { QueueRepository, type QueueRepositoryOptions } from '../QueueRepository.ts';
import { newEntry } from './newEntry.ts';

/** A repository on a real database in a temporary folder, with short words for what tests do often. */
export class TestQueue implements Disposable {
  readonly repository: QueueRepository;
  readonly database: DatabaseSync;
  readonly #folder = new TemporaryFolder();
  #operationCount = 0;

  constructor(options: QueueRepositoryOptions = {}) {
    this.database = openQueueDatabase(this.#folder.file('queue.sqlite')).database;
    // What survives a power failure is not what these tests are about, and waiting for the disk is slow.
    this.database.exec('PRAGMA synchronous = OFF');
    this.repository = new QueueRepository(this.database, options);
  }

  /** Adds rows of these names as one operation of its own. */
  add(names: readonly string[], placement: Placement = { kind: 'append' }): EntryId[] {
    this.#operationCount += 1;
    return this.addBatch(`own ${this.#operationCount}`, names.map(newEntry), placement);
  }

  addBatch(
    operationId: string,
    entries: readonly NewEntry[],
    placement: Placement = { kind: 'append' },
  ): EntryId[] {
    const { firstEntryId } = valueOf(this.repository.append({ operationId, placement, entries }));
    const first = firstEntryId === null ? 0 : Number(firstEntryId.slice(1));
    return entries.map((_, index) => EntryId.parse(`e${first + index}`));
  }

  /** File names in order. */
  names(search?: string): string[] {
    return this.rows(search).map(({ fileName }) => fileName);
  }

  ids(): EntryId[] {
    return this.rows().map(({ entryId }) => entryId);
  }

  rows(search?: string) {
    return this.repository.page({ offset: 0, limit: 500, search }).rows;
  }

  /** Every rank that a row has, or had and may get back. */
  ranks(): unknown[] {
    return this.database
      .prepare('SELECT rank FROM place UNION ALL SELECT rank FROM undoRow WHERE rank IS NOT NULL')
      .all()
      .map((row) => row['rank']);
  }

  count(table: 'entry' | 'place' | 'undoRow' | 'undoStep'): unknown {
    return this.database.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.['count'];
  }

  [Symbol.dispose](): void {
    this.database.close();
    this.#folder[Symbol.dispose]();
  }
}

export function some(...entryIds: readonly EntryId[]): QueueSelection {
  return { kind: 'some', entryIds: [...entryIds] };
}

/** No row ever has this id. */
export const nobody = EntryId.parse('e999999');

export const everything: QueueSelection = { kind: 'all', except: [] };

export function valueOf<Value>(result: Result<Value, AppError>): Value {
  if (!result.ok) throw new Error(`Refused: ${result.error.code}`);
  return result.value;
}
