import type { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { TemporaryFolder } from '../../base/testing/TemporaryFolder.ts';
import type { AppError } from '../../contract/errors.ts';
import { DeviceId, TransferId, UploadId } from '../../contract/ids.ts';
import { openDatabase } from '../../state/sqlite/openDatabase.ts';
import { newTransfer } from '../testing/newTransfer.ts';
import { JournalRepository } from './JournalRepository.ts';
import { journalSchema } from './journalSchema.ts';
import type { JournalState, Leftover } from './Transfer.ts';

const deviceId = DeviceId.parse('d1');
const other = DeviceId.parse('d2');
const old = { name: 'old.mp3', sizeBytes: 3, modifiedAtMs: null };
const id = (number: number) => TransferId.parse(number);

let journal: JournalRepository;
let database: DatabaseSync;
beforeEach(() => {
  const folder = new TemporaryFolder();
  ({ database } = openDatabase(folder.file('transfers.sqlite'), journalSchema));
  database.exec('PRAGMA synchronous = OFF');
  onTestFinished(() => {
    database.close();
    folder[Symbol.dispose]();
  });
  journal = new JournalRepository(database);
});

function add(...names: readonly string[]): void {
  journal.add(
    deviceId,
    names.map((name) => newTransfer(name)),
  );
}

function finish(
  number: number,
  state: Exclude<JournalState, 'waiting'>,
  also: { readonly error?: AppError; readonly leftover?: Leftover; readonly attempt?: number } = {},
): void {
  const { error = null, leftover = null, attempt = 1 } = also;
  journal.finish({
    deviceId,
    transferId: id(number),
    attempt,
    state,
    error,
    leftover,
    logLine: `${number} ${state}`,
  });
}

/** As another version of the program would have written it. */
function rewrite(column: 'work' | 'leftover', number: number, value: unknown): void {
  database
    .prepare(`UPDATE transfer SET ${column} = ? WHERE transferId = ?`)
    .run(JSON.stringify(value), number);
}

const names = (only: 'all' | 'unfinished' | 'done' | 'failed' = 'all') =>
  journal.page({ deviceId, offset: 0, limit: 100, only }).rows.map(({ name }) => name);

describe('JournalRepository', () => {
  test('lists and logs what is skipped, and never gives it out', () => {
    const skipped = { error: { code: 'device.nameTaken' }, logLine: 'skipped b.mp3' } as const;
    journal.add(deviceId, [{ ...newTransfer('b.mp3'), skipped }, newTransfer('c.mp3')]);
    expect(journal.next({ deviceId })).toMatchObject({ name: 'c.mp3' });
    expect(journal.summary(deviceId)).toMatchObject({
      count: 2,
      waitingCount: 1,
      skippedCount: 1,
      totalBytes: 1_000,
    });
    expect(journal.page({ deviceId, offset: 0, limit: 9, only: 'skipped' }).rows).toMatchObject([
      { name: 'b.mp3', state: 'skipped', errorCode: 'device.nameTaken', doneBytes: 0 },
    ]);
    expect(journal.readLog({ deviceId })).toBe('skipped b.mp3\n');
  });

  test('gives what waits in the order it came, as it was', () => {
    const work = { folder: ['Music', 'Ada'], replaces: old, modifiedAtMs: 5 };
    journal.add(deviceId, [newTransfer('a.mp3', work), newTransfer('b.mp3')]);
    journal.add(other, [newTransfer('c.mp3')]);
    expect(journal.next({ deviceId })).toMatchObject({
      transferId: 1,
      ...newTransfer('a.mp3', work),
      state: 'waiting',
      error: null,
      leftover: null,
    });
    finish(1, 'done');
    expect(journal.next({ deviceId })?.name).toBe('b.mp3');
    finish(2, 'failed', { error: { code: 'device.storageFull' } });
    expect(journal.next({ deviceId })).toBeNull();
    expect(journal.next({ deviceId: other })?.name).toBe('c.mp3');
  });

  test('says what a session is needed for', () => {
    const nothing = { toDevice: false, fromDevice: false, replace: false };
    expect(journal.waitingKinds({ deviceId })).toEqual(nothing);
    add('a.mp3');
    expect(journal.waitingKinds({ deviceId })).toEqual({ ...nothing, toDevice: true });
    journal.add(deviceId, [newTransfer('b.mp3', { replaces: old })]);
    expect(journal.waitingKinds({ deviceId })).toEqual({
      ...nothing,
      toDevice: true,
      replace: true,
    });
  });

  test('counts progress, in files as in bytes, over what was asked for last', () => {
    add('a.mp3', 'b.mp3');
    finish(1, 'done');
    expect(journal.summary(deviceId)).toMatchObject({
      batchCount: 2,
      doneCount: 1,
      totalBytes: 2_000,
      waitingBytes: 1_000,
      doneBytes: 1_000,
    });
    add('c.mp3');
    expect(journal.summary(deviceId)).toMatchObject({ totalBytes: 3_000, doneBytes: 1_000 });
    finish(2, 'failed', { error: { code: 'file.notFound' } });
    finish(3, 'done');
    expect(journal.summary(deviceId)).toMatchObject({
      batchCount: 3,
      doneCount: 2,
      failedCount: 1,
      totalBytes: 3_000,
      waitingBytes: 0,
      doneBytes: 2_000,
    });
    add('d.mp3', 'e.mp3');
    journal.cancel({ deviceId, selection: [id(5)] });
    expect(journal.summary(deviceId)).toMatchObject({
      count: 5,
      retryableCount: 2,
      batchCount: 1,
      doneCount: 0,
      failedCount: 0,
      totalBytes: 1_000,
      doneBytes: 0,
    });
  });

  test('lists what waits, then what failed, then what is done', () => {
    add('a.mp3', 'b.mp3', 'c.mp3', 'd.mp3');
    finish(1, 'done');
    finish(2, 'failed');
    expect(names()).toEqual(['c.mp3', 'd.mp3', 'b.mp3', 'a.mp3']);
  });

  test('cancels what waits, and tries again what failed or was cancelled', () => {
    add('a.mp3', 'b.mp3', 'c.mp3', 'd.mp3');
    finish(1, 'done');
    finish(2, 'failed', { error: { code: 'device.busy' } });
    expect(journal.cancel({ deviceId, selection: [id(1), id(2), id(3)] })).toEqual([3]);
    expect(names('failed')).toEqual(['b.mp3', 'c.mp3']);
    journal.retry({ deviceId, selection: [id(1), id(3)] });
    expect(names('unfinished')).toEqual(['c.mp3', 'd.mp3']);
    expect(journal.cancel({ deviceId, selection: 'all' })).toEqual([3, 4]);
    journal.retry({ deviceId, selection: 'all' });
    expect(names('unfinished')).toEqual(['b.mp3', 'c.mp3', 'd.mp3']);
    expect(journal.next({ deviceId })).toMatchObject({ error: null });
  });

  test('knows uploads by id and size, and waits for those that are back', () => {
    const upload = (name: string) => ({ kind: 'upload', uploadId: UploadId.parse(name) }) as const;
    const offered = (name: string, sizeBytes = 1_000) => ({
      uploadId: UploadId.parse(name),
      sizeBytes,
    });
    journal.add(
      deviceId,
      ['a', 'b', 'c', 'd'].map((name) => newTransfer(name, { source: upload(name) })),
    );
    finish(1, 'failed', { error: { code: 'upload.gone' } });
    finish(2, 'failed', { error: { code: 'device.storageFull' } });
    finish(3, 'done');
    const uploads = [offered('a'), offered('b'), offered('c'), offered('d', 1), offered('e')];
    expect(journal.knownUploads({ uploads })).toEqual(['a', 'b']);

    const uploadIds = uploads.map(({ uploadId }) => uploadId);
    journal.uploadsBack({ deviceId, uploadIds });
    expect(names('unfinished')).toEqual(['a', 'd']);
    expect(names('failed')).toEqual(['b']);
  });

  test('keeps in mind what is still on the device of a copy that ended, also off the list', () => {
    add('a.mp3', 'b.mp3');
    journal.noteLeftover({
      deviceId,
      transferId: id(1),
      leftover: { name: 'a.mp3', stage: 'writing' },
    });
    expect(journal.leftovers({ deviceId })).toEqual([]);
    finish(1, 'cancelled', { leftover: { name: 'a.mp3', stage: 'writing' } });
    finish(2, 'done');
    journal.clearFinished({ deviceId });
    expect(names()).toEqual([]);
    expect(journal.summary(deviceId).count).toBe(0);
    expect(journal.leftovers({ deviceId })).toMatchObject([{ transferId: 1, name: 'a.mp3' }]);
    journal.noteLeftover({ deviceId, transferId: id(1), leftover: null });
    expect(journal.leftovers({ deviceId })).toEqual([]);
  });

  test('shows rows by page and kind, with their reasons', () => {
    add('a.mp3', 'b.mp3', 'c.mp3');
    finish(2, 'failed', { error: { code: 'device.nameTaken', details: 'x' } });
    const page = journal.page({ deviceId, offset: 2, limit: 1, only: 'all' });
    expect(page).toEqual({
      count: 3,
      rows: [
        {
          transferId: 2,
          direction: 'toDevice',
          name: 'b.mp3',
          target: 'b.mp3',
          sizeBytes: 1_000,
          doneBytes: 0,
          state: 'failed',
          errorCode: 'device.nameTaken',
        },
      ],
    });
  });

  test('keeps a log, and forgets a player with all of it', () => {
    add('a.mp3');
    journal.log({ deviceId, line: 'begun' });
    finish(1, 'done');
    expect(journal.readLog({ deviceId })).toBe('begun\n1 done\n');
    add('b.mp3', 'c.mp3');
    finish(2, 'failed', { leftover: { name: 'b (2).mp3', stage: 'writing' } });
    // What stays on the player is named as a person knows it.
    expect(journal.forget({ deviceId })).toEqual({ namesOnPlayer: ['b.mp3'], received: [] });
    expect(journal.readLog({ deviceId })).toBe('');
    expect(journal.summaries()).toEqual([]);
  });

  test('what was taken up again keeps waiting when its earlier try ends', () => {
    add('a.mp3');
    expect(journal.next({ deviceId })?.attempt).toBe(1);
    journal.cancel({ deviceId, selection: 'all' });
    journal.retry({ deviceId, selection: 'all' });
    finish(1, 'cancelled', { attempt: 1, leftover: { name: 'a.mp3', stage: 'writing' } });
    expect(journal.next({ deviceId })).toMatchObject({
      attempt: 2,
      leftover: { name: 'a.mp3', stage: 'writing' },
    });
    finish(1, 'done', { attempt: 2 });
    expect(journal.next({ deviceId })).toBeNull();
    expect(names('done')).toEqual(['a.mp3']);
  });

  test('what another version wrote has failed, and holds nothing up', () => {
    add('a.mp3', 'b.mp3', 'c.mp3');
    rewrite('work', 1, { kind: 'sideways' });
    rewrite('leftover', 2, { name: 'b.mp3', stage: 'dreamt' });
    expect(journal.next({ deviceId })?.name).toBe('c.mp3');
    const { rows } = journal.page({ deviceId, offset: 0, limit: 100, only: 'all' });
    expect(rows.map(({ state, errorCode }) => [state, errorCode])).toEqual([
      ['waiting', null],
      ['failed', 'transfer.notUnderstood'],
      ['failed', 'transfer.notUnderstood'],
    ]);
    expect(journal.leftovers({ deviceId })).toEqual([]);
    expect(journal.summary(deviceId)).toMatchObject({ waitingCount: 1, failedCount: 2 });
  });

  test('counts what it holds, whatever is done with it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { maxLength: 30 }), (steps) => {
        journal.forget({ deviceId });
        for (const step of steps) {
          const { transferId, attempt } = journal.next({ deviceId }) ?? {
            transferId: id(0),
            attempt: 0,
          };
          if (step === 0) add('a.mp3', 'b.mp3');
          if (step === 1) finish(transferId, 'done', { attempt });
          if (step === 2) finish(transferId, 'failed', { attempt });
          if (step === 3) journal.cancel({ deviceId, selection: [transferId] });
          if (step === 4) journal.retry({ deviceId, selection: 'all' });
          if (step === 5) journal.clearFinished({ deviceId });
          const counts = { count: names().length, waitingCount: names('unfinished').length };
          expect(journal.summary(deviceId)).toMatchObject({
            ...counts,
            retryableCount: names('failed').length,
          });
        }
      }),
      { numRuns: 50 },
    );
  });

  test('a list that grows without end loses its oldest finished rows', () => {
    const many = Array.from({ length: 6_000 }, (_, index) => newTransfer(`${index}.mp3`));
    for (let round = 0; round < 2; round += 1) {
      journal.add(deviceId, many);
      journal.cancel({ deviceId, selection: 'all' });
    }
    add('last.mp3');
    const { count, waitingCount } = journal.summary(deviceId);
    expect({ count, waitingCount }).toEqual({ count: 10_001, waitingCount: 1 });
  });

  test('goes on with the journal of a version that did not count', () => {
    const folder = new TemporaryFolder();
    using _folder = folder;
    const [first = ''] = journalSchema.migrations;
    const old = openDatabase(folder.file('old.sqlite'), {
      migrations: [first],
      isComplete: () => true,
    }).database;
    const insert = old.prepare(
      `INSERT INTO transfer (deviceId, batch, name, target, sizeBytes, work, state)
       VALUES (?, 1, ?, '', 1000, ?, ?)`,
    );
    insert.run(deviceId, 'a.mp3', JSON.stringify(newTransfer('a.mp3').work), 'done');
    insert.run(deviceId, 'b.mp3', JSON.stringify(newTransfer('b.mp3').work), 'waiting');
    old.close();
    const opened = openDatabase(folder.file('old.sqlite'), journalSchema);
    expect(opened.setAside).toBeNull();
    const upgraded = new JournalRepository(opened.database);
    expect(upgraded.summaries()).toMatchObject([
      { deviceId, count: 2, waitingCount: 1, totalBytes: 2_000, doneBytes: 1_000 },
    ]);
    expect(upgraded.next({ deviceId })).toMatchObject({ name: 'b.mp3', attempt: 1 });
    opened.database.close();
  });
});
