import { writeFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ChildModule } from '../base/testing/ChildModule.ts';
import { TemporaryFolder } from '../base/testing/TemporaryFolder.ts';
import { QueuePage, QueueSnapshot } from '../contract/queue.ts';
import { PlayQueue } from './PlayQueue.ts';
import type { ExportRow } from './QueueEntry.ts';
import { metadataWith, newEntry } from './testing/newEntry.ts';
import { everything, some, valueOf } from './testing/TestQueue.ts';

function temporaryFolder(): TemporaryFolder {
  const folder = new TemporaryFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  return folder;
}

async function openQueue(folder = temporaryFolder()): Promise<PlayQueue> {
  const queue = valueOf(await PlayQueue.open({ databaseFile: folder.file('queue.sqlite') }));
  onTestFinished(() => queue[Symbol.asyncDispose]());
  return queue;
}

function add(queue: PlayQueue, names: readonly string[], operationId = 'drop') {
  const entries = names.map(newEntry);
  return queue.append({ operationId, placement: { kind: 'append' }, entries });
}

async function names(queue: PlayQueue): Promise<string[]> {
  const { rows } = valueOf(await queue.page({ offset: 0, limit: 500 }));
  return rows.map(({ fileName }) => fileName);
}

describe('PlayQueue', { timeout: 60_000 }, () => {
  test('answers in the contract’s shapes and tells every change in order', async () => {
    const queue = await openQueue();
    const told: QueueSnapshot[] = [];
    queue.changes.subscribe((snapshot) => told.push(snapshot));

    await Promise.all([add(queue, ['a', 'b']), queue.clear(), queue.undo()]);

    expect(told.map(({ count }) => count)).toEqual([2, 0, 2]);
    for (const snapshot of told) expect(() => QueueSnapshot.parse(snapshot)).not.toThrow();
    expect(queue.snapshot).toBe(told.at(-1));
    const page = valueOf(await queue.page({ offset: 0, limit: 10 }));
    expect(QueuePage.parse(page).rows.map(({ fileName }) => fileName)).toEqual(['a', 'b']);
  });

  test('every method reaches the repository', async () => {
    const queue = await openQueue();
    const { firstEntryId } = valueOf(await add(queue, ['a', 'b', 'c']));
    const [a, b, c] = valueOf(await queue.page({ offset: 0, limit: 3 })).rows;
    if (a === undefined || b === undefined || c === undefined) throw new Error('Rows are missing');
    expect(a.entryId).toBe(firstEntryId);

    valueOf(await queue.setCurrent(a.entryId));
    valueOf(await queue.playNext(some(c.entryId)));
    valueOf(await queue.move(some(b.entryId), a.entryId));
    expect(await names(queue)).toEqual(['b', 'a', 'c']);
    expect(valueOf(await queue.indexOf(c.entryId))).toBe(2);
    const mode = { shuffle: false, repeat: 'off' } as const;
    expect(valueOf(await queue.following(a.entryId, mode))).toBe(c.entryId);
    expect(valueOf(await queue.preceding(a.entryId, mode))).toBe(b.entryId);
    expect(
      valueOf(await queue.entriesWithoutMetadata({ kind: 'path', afterEntryId: null, limit: 10 })),
    ).toHaveLength(3);
    const update = { entryId: a.entryId, metadata: metadataWith({ title: 'A' }, 5) };
    valueOf(await queue.updateMetadata([update]));
    valueOf(await queue.setError(a.entryId, 'file.notFound'));
    valueOf(await queue.setUploadErrors('all', 'upload.gone'));
    valueOf(await queue.uploadsBack([]));
    expect(valueOf(await queue.knownUploads([]))).toEqual([]);
    valueOf(await queue.restartShuffle());
    expect(valueOf(await queue.entry(a.entryId))).toMatchObject({
      tags: { title: 'A' },
      durationMs: 5,
      errorCode: 'file.notFound',
    });
    expect(valueOf(await queue.remove(everything))).toEqual({ removedCount: 3 });
    expect(await queue.remove(some(a.entryId))).toEqual({
      ok: false,
      error: { code: 'queue.noSuchEntry' },
    });
    expect(queue.snapshot.undo).toEqual({ kind: 'remove', count: 3 });
  });

  test('rows, order, current entry and undo survive a restart', async () => {
    const folder = temporaryFolder();
    const first = await openQueue(folder);
    const { firstEntryId } = valueOf(await add(first, ['a', 'b']));
    valueOf(await first.setCurrent(firstEntryId));
    valueOf(await first.remove(some(...(firstEntryId === null ? [] : [firstEntryId]))));
    const snapshot = first.snapshot;
    await first[Symbol.asyncDispose]();

    const second = await openQueue(folder);
    expect(second.setAside).toBeNull();
    expect(second.snapshot).toEqual(snapshot);
    valueOf(await second.undo());
    expect(second.snapshot.currentEntryId).toBe(firstEntryId);
    expect(await names(second)).toEqual(['a', 'b']);
  });

  test('what was acknowledged is there after kill -9, and whole', async () => {
    const folder = temporaryFolder();
    const databaseFile = folder.file('queue.sqlite');
    await using child = new ChildModule(
      new URL('./testing/fillQueue.ts', import.meta.url),
      databaseFile,
    );
    let acknowledged = 0;
    while (acknowledged < 5) acknowledged = Number(await child.nextLine());
    await child.kill();

    const queue = await openQueue(folder);
    expect(queue.setAside).toBeNull();
    const { count, currentIndex } = queue.snapshot;
    expect(count).toBeGreaterThanOrEqual(acknowledged * 10);
    expect(count % 10).toBe(0);
    expect((await names(queue)).slice(0, 12)).toEqual([
      ...Array.from({ length: 10 }, (_, index) => `1.${index}`),
      '2.0',
      '2.1',
    ]);
    expect(currentIndex).toBeGreaterThanOrEqual((acknowledged - 1) * 10);
  });

  test('a damaged queue is set aside and reported', async () => {
    const folder = temporaryFolder();
    writeFileSync(folder.file('queue.sqlite'), 'no database '.repeat(1_000));
    const queue = await openQueue(folder);
    expect(queue.setAside).toMatchObject({ reason: 'damaged' });
    expect(queue.snapshot.count).toBe(0);
    valueOf(await add(queue, ['a']));
  });

  test('a queue that cannot be opened is an error', async () => {
    const databaseFile = temporaryFolder().file('no', 'queue.sqlite');
    expect(await PlayQueue.open({ databaseFile })).toMatchObject({
      ok: false,
      error: { code: 'file.writeFailed', subject: 'queue.sqlite' },
    });
  });

  test('50,000 rows in batches are one step; pages and places are right throughout', async () => {
    const queue = await openQueue();
    const batches = Array.from({ length: 50 }, (_, batch) =>
      Array.from({ length: 1_000 }, (__, index) => `${batch * 1_000 + index}`),
    );
    const outcomes = await Promise.all(batches.map((batch) => add(queue, batch)));
    outcomes.map(valueOf);

    expect(queue.snapshot).toMatchObject({ count: 50_000, undo: { kind: 'add', count: 50_000 } });
    for (const offset of [0, 25_000, 49_999]) {
      const [row] = valueOf(await queue.page({ offset, limit: 1 })).rows;
      expect(row).toMatchObject({ index: offset, fileName: `${offset}` });
      if (row !== undefined) expect(valueOf(await queue.indexOf(row.entryId))).toBe(offset);
    }
    valueOf(await queue.undo());
    expect(queue.snapshot.count).toBe(0);
  });
});

describe('exportRows', { timeout: 60_000 }, () => {
  test('tells all rows as they were when it began', async () => {
    const queue = await openQueue();
    const all = Array.from({ length: 2_500 }, (_, index) => `${index}.mp3`);
    valueOf(await add(queue, all));
    const told: ExportRow[] = [];
    const batchSizes: number[] = [];
    const outcome = await queue.exportRows(async (rows) => {
      if (told.length === 0) valueOf(await queue.clear());
      told.push(...rows);
      batchSizes.push(rows.length);
    }, new AbortController().signal);

    expect(outcome).toMatchObject({ ok: true });
    expect(batchSizes).toEqual([1_000, 1_000, 500]);
    expect(told.map(({ fileName }) => fileName)).toEqual(all);
    expect(told[0]).toEqual({
      entryId: 'e1',
      location: { kind: 'path', path: '/music/0.mp3' },
      fileName: '0.mp3',
      durationMs: null,
      title: null,
      artist: null,
    });
    expect(queue.snapshot.count).toBe(0);
  });

  test('stops when it is cancelled, and the queue goes on', async () => {
    const queue = await openQueue();
    valueOf(
      await add(
        queue,
        Array.from({ length: 2_500 }, (_, index) => `${index}.mp3`),
      ),
    );
    const controller = new AbortController();
    let batchCount = 0;
    const outcome = queue.exportRows(() => {
      batchCount += 1;
      controller.abort(new Error('enough'));
    }, controller.signal);
    await expect(outcome).rejects.toThrow('enough');
    expect(batchCount).toBe(1);
    valueOf(await queue.clear());
  });

  test('an empty queue tells nothing', async () => {
    const queue = await openQueue();
    const outcome = await queue.exportRows(() => {
      throw new Error('There is nothing to tell');
    }, new AbortController().signal);
    expect(outcome).toMatchObject({ ok: true });
  });
});
