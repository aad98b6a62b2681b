import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { TemporaryFolder } from '../base/testing/TemporaryFolder.ts';
import { openQueueDatabase } from './openQueueDatabase.ts';
import { QueueRepository } from './QueueRepository.ts';
import { sqliteFailure } from '../state/sqlite/sqliteFailure.ts';
import { deviceLocation, metadataWith, newEntry } from './testing/newEntry.ts';
import { valueOf } from './testing/TestQueue.ts';

const now = new Date('2026-11-21T08:00:00Z');

function temporaryFolder(): TemporaryFolder {
  const folder = new TemporaryFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  return folder;
}

/** A database with a thousand rows, closed. */
function makeQueue(file: string): void {
  const { database } = openQueueDatabase(file);
  const entries = Array.from({ length: 1_000 }, (_, index) => newEntry(`${index}.mp3`));
  valueOf(
    new QueueRepository(database).append({
      operationId: 'drop',
      placement: { kind: 'append' },
      entries,
    }),
  );
  database.close();
}

function countRows(file: string): number {
  const { database, setAside } = openQueueDatabase(file, now);
  expect(setAside).toBeNull();
  const { count } = new QueueRepository(database).snapshot();
  database.close();
  return count;
}

describe('openQueueDatabase', () => {
  test('finds what was kept', () => {
    const file = temporaryFolder().file('queue.sqlite');
    makeQueue(file);
    expect(countRows(file)).toBe(1_000);
  });

  test.each<[string, (file: string) => void]>([
    ['is something else', (file) => writeFileSync(file, 'no database at all '.repeat(1_000))],
    ['ends in the middle', (file) => truncateSync(file, Math.floor(statSync(file).size / 2))],
    [
      'has damaged pages',
      (file) => {
        const bytes = readFileSync(file);
        writeFileSync(file, bytes.fill(0xa5, 8_192, Math.min(bytes.length, 40_960)));
      },
    ],
    [
      'lacks a table',
      (file) => {
        const database = new DatabaseSync(file);
        database.exec('PRAGMA foreign_keys = OFF; DROP TABLE place;');
        database.close();
      },
    ],
    [
      'lacks its own row',
      (file) => {
        const database = new DatabaseSync(file);
        database.exec('DELETE FROM queue');
        database.close();
      },
    ],
  ])('a database that %s is kept aside, and an empty one begun', (_, damage) => {
    const folder = temporaryFolder();
    const file = folder.file('queue.sqlite');
    makeQueue(file);
    damage(file);
    const damaged = readFileSync(file);

    const { database, setAside } = openQueueDatabase(file, now);
    expect(new QueueRepository(database).snapshot().count).toBe(0);
    database.close();

    const keptAs = 'queue.damaged-2026-11-21T08-00-00.000Z.sqlite';
    expect(setAside).toEqual({ reason: 'damaged', keptAs });
    expect(readFileSync(folder.file(keptAs)).equals(damaged)).toBe(true);
    expect(countRows(file)).toBe(0);
  });

  const withoutUntimed =
    'DROP TRIGGER untimedPlaceAdded; DROP TRIGGER untimedPlaceRemoved; DROP TRIGGER durationLearned; ALTER TABLE queue DROP COLUMN untimedCount;';
  const withoutPlayers =
    'DROP INDEX entryByDevice; ALTER TABLE entry DROP COLUMN deviceId; ALTER TABLE entry DROP COLUMN storageId;';
  test.each([
    [1, `${withoutUntimed} ${withoutPlayers} ALTER TABLE entry DROP COLUMN hint;`],
    [2, `${withoutUntimed} ${withoutPlayers}`],
    [3, withoutUntimed],
  ])('a database of version %i keeps its rows and takes new ones', (version, goBack) => {
    const file = temporaryFolder().file('queue.sqlite');
    makeQueue(file);
    const older = new DatabaseSync(file);
    older.exec(`${goBack} PRAGMA user_version = ${version}`);
    older.close();

    const { database, setAside } = openQueueDatabase(file, now);
    onTestFinished(() => database.close());
    expect(setAside).toBeNull();
    const repository = new QueueRepository(database);
    expect(repository.snapshot()).toMatchObject({ count: 1_000, untimedCount: 1_000 });
    const [row] = repository.page({ offset: 0, limit: 1 }).rows;
    if (row === undefined) throw new Error('No row');
    repository.updateMetadata([{ entryId: row.entryId, metadata: metadataWith({ title: 'A' }) }]);
    expect(repository.entry(row.entryId)?.tags).toEqual({ title: 'A' });
    const location = deviceLocation('A.mp3');
    const { firstEntryId } = valueOf(
      repository.append({
        operationId: 'player',
        placement: { kind: 'append' },
        entries: [{ location, fileName: 'A.mp3' }],
      }),
    );
    expect(firstEntryId !== null && repository.entry(firstEntryId)?.location).toEqual(location);
  });

  test('a database of a newer version is kept aside for it', () => {
    const folder = temporaryFolder();
    const file = folder.file('queue.sqlite');
    makeQueue(file);
    const newer = new DatabaseSync(file);
    newer.exec('PRAGMA user_version = 999');
    newer.close();

    const { database, setAside } = openQueueDatabase(file, now);
    database.close();
    expect(setAside).toMatchObject({ reason: 'newerVersion' });
    expect(readdirSync(folder.path).sort()).toEqual([
      'queue.newerVersion-2026-11-21T08-00-00.000Z.sqlite',
      'queue.sqlite',
    ]);
  });

  test('a folder that is missing is no damage', () => {
    const file = temporaryFolder().file('no', 'queue.sqlite');
    let failure: unknown;
    try {
      openQueueDatabase(file);
    } catch (error) {
      failure = sqliteFailure(error, 'queue.sqlite');
    }
    expect(failure).toMatchObject({ code: 'file.writeFailed', subject: 'queue.sqlite' });
  });
});

describe('sqliteFailure', () => {
  test('a full database is a full disk, and takes nothing half', () => {
    const { database } = openQueueDatabase(temporaryFolder().file('queue.sqlite'));
    onTestFinished(() => database.close());
    const repository = new QueueRepository(database);
    const append = () =>
      repository.append({
        operationId: 'drop',
        placement: { kind: 'append' },
        entries: Array.from({ length: 5_000 }, (_, index) => newEntry(`${index}.mp3`)),
      });
    database.exec('PRAGMA max_page_count = 60');
    let failure: unknown;
    try {
      append();
    } catch (error) {
      failure = sqliteFailure(error, 'queue.sqlite');
    }
    expect(failure).toMatchObject({ code: 'file.diskFull' });
    expect(repository.snapshot()).toMatchObject({ revision: 0, count: 0, undo: null });

    database.exec('PRAGMA max_page_count = 100000');
    expect(append()).toMatchObject({ ok: true, value: { firstEntryId: 'e1' } });
    expect(repository.page({ offset: 0, limit: 1, search: '4999' }).count).toBe(1);
  });

  test('what is no failure of SQLite is not translated', () => {
    expect(sqliteFailure(new Error('SQLITE_FULL'), 'a')).toBeUndefined();
    expect(sqliteFailure(Object.assign(new Error('odd'), { errcode: 21 }), 'a')).toBeUndefined();
  });
});
