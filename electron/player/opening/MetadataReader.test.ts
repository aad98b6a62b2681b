import { describe, expect, test } from 'vitest';
import { silentLogger, type Logger } from '../../base/Logger.ts';
import { err, ok, type Result } from '../../base/Result.ts';
import { FakeMonotonicClock } from '../../base/testing/FakeMonotonicClock.ts';
import type { AppError } from '../../contract/errors.ts';
import { EntryId, UploadId } from '../../contract/ids.ts';
import { FakeDeviceFiles } from '../../files/testing/FakeDeviceFiles.ts';
import type { MediaDescription } from '../../library/MediaDescription.ts';
import type { RangedFile } from '../../library/RangedFile.ts';
import type { RangedTagReading, TagReading } from '../../library/TagReader.ts';
import type { EntryLocation, QueueEntry } from '../../queue/QueueEntry.ts';
import type { MetadataUpdate, UnreadRequest } from '../../queue/QueueWorkerApi.ts';
import { deviceLocation } from '../../queue/testing/newEntry.ts';
import { MetadataReader, type MetadataQueue } from './MetadataReader.ts';

function idOf(number: number): EntryId {
  return EntryId.parse(`e${number}`);
}

function pathOf(number: number): EntryLocation {
  return { kind: 'path', path: `/music/${number}.mp3` };
}

function uploadOf(number: number): EntryLocation {
  const uploadId = UploadId.parse(`u${number}`);
  return { kind: 'upload', uploadId, relativePath: `${number}.mp3`, sizeBytes: 10 };
}

class FakeQueue implements MetadataQueue {
  readonly entries = new Map<EntryId, QueueEntry>();
  readonly updates: (readonly MetadataUpdate[])[] = [];
  /** Nothing can be written. */
  failure: AppError | null = null;

  add(first: number, last: number, locationOf = pathOf): void {
    for (let number = first; number <= last; number++) {
      this.entries.set(idOf(number), {
        entryId: idOf(number),
        location: locationOf(number),
        fileName: `${number}.mp3`,
        tags: {},
        format: {},
        durationMs: null,
        artId: null,
        hasVideo: false,
        metadataKnown: false,
        errorCode: null,
      });
    }
  }

  entry(entryId: EntryId) {
    return Promise.resolve(ok(this.entries.get(entryId) ?? null));
  }

  entriesWithoutMetadata({ kind, afterEntryId, limit }: UnreadRequest) {
    const rows = [...this.entries.values()];
    const start = rows.findIndex(({ entryId }) => entryId === afterEntryId) + 1;
    return Promise.resolve(
      ok(
        rows
          .slice(start)
          .filter(({ metadataKnown, location }) => !metadataKnown && location.kind === kind)
          .slice(0, limit),
      ),
    );
  }

  updateMetadata(updates: readonly MetadataUpdate[]): Promise<Result<undefined, AppError>> {
    this.updates.push(updates);
    if (this.failure !== null) return Promise.resolve(err(this.failure));
    for (const { entryId, metadata } of updates) {
      const entry = this.entries.get(entryId);
      if (entry !== undefined) {
        this.entries.set(entryId, { ...entry, ...metadata, metadataKnown: true });
      }
    }
    return Promise.resolve(ok(undefined));
  }

  get unknownCount(): number {
    return [...this.entries.values()].filter(({ metadataKnown }) => !metadataKnown).length;
  }
}

class FakeTags implements TagReading, RangedTagReading {
  readonly paths: string[] = [];
  readonly unreadable = new Set<string>();
  runningCount = 0;
  mostRunningCount = 0;
  /** Told of every reading that begins. */
  onRead: () => void = () => undefined;

  readRanged({ name }: RangedFile): Promise<Result<MediaDescription, AppError>> {
    return this.read(name);
  }

  async read(path: string): Promise<Result<MediaDescription, AppError>> {
    this.paths.push(path);
    this.onRead();
    this.runningCount += 1;
    this.mostRunningCount = Math.max(this.mostRunningCount, this.runningCount);
    await Promise.resolve();
    this.runningCount -= 1;
    if (this.unreadable.has(path)) return err({ code: 'file.notMedia' });
    return ok({
      tags: { title: path },
      format: {},
      durationMs: 1_000,
      isDurationStated: true,
      mimeType: 'audio/mpeg',
      streams: [],
      hasVideo: false,
      artId: null,
    });
  }
}

/** Files of pages, each named by its upload. */
class FakeUploads {
  /** Of pages that are not there. */
  readonly away = new Set<UploadId>();
  readonly opened: UploadId[] = [];

  open(uploadId: UploadId): Result<RangedFile, AppError> {
    this.opened.push(uploadId);
    if (this.away.has(uploadId)) return err({ code: 'upload.gone' });
    const readAt = () => Promise.resolve(ok(new Uint8Array(10)));
    return ok({ name: uploadId, sizeBytes: 10, modifiedAtMs: null, readAt });
  }
}

function setUp(rowCount: number) {
  const clock = new FakeMonotonicClock();
  const queue = new FakeQueue();
  queue.add(1, rowCount);
  const tags = new FakeTags();
  const deviceFiles = new FakeDeviceFiles();
  const uploads = new FakeUploads();
  const warnings: unknown[] = [];
  const logger: Logger = {
    ...silentLogger,
    warn: (_message, fields) => void warnings.push(fields?.['error']),
  };
  const services = { queue, tagReader: tags, deviceFiles, uploads, clock, logger };
  const reader = new MetadataReader(services);
  return { clock, queue, tags, deviceFiles, uploads, warnings, reader };
}

describe('MetadataReader', () => {
  test('reads every row once, few at a time, and tells the queue in batches', async () => {
    const { clock, queue, tags, reader } = setUp(1_234);
    reader.wake();
    await reader.idle();
    expect(queue.unknownCount).toBe(0);
    expect(new Set(tags.paths).size).toBe(1_234);
    expect(tags.paths).toHaveLength(1_234);
    expect(tags.mostRunningCount).toBeLessThanOrEqual(2);
    expect(queue.updates.length).toBeLessThan(20);
    expect(clock.pendingTimerCount).toBe(0);
  });

  test('goes on with rows that are added later', async () => {
    const { queue, reader } = setUp(3);
    reader.wake();
    await reader.idle();
    queue.add(4, 6);
    reader.wake();
    reader.wake();
    await reader.idle();
    expect(queue.unknownCount).toBe(0);
  });

  test('reads rows that are brought back, though later ones were read before', async () => {
    const { queue, tags, reader } = setUp(3);
    const rows = [...queue.entries.values()];
    queue.entries.delete(idOf(2));
    reader.wake();
    await reader.idle();
    const read = (entry: QueueEntry) => queue.entries.get(entry.entryId) ?? entry;
    const restored = rows.map(read);
    queue.entries.clear();
    for (const entry of restored) queue.entries.set(entry.entryId, entry);
    reader.rowsBack();
    await reader.idle();
    expect(queue.unknownCount).toBe(0);
    expect(tags.paths.map((path) => path.slice(7, 8))).toEqual(['1', '3', '2']);
  });

  test('reads what somebody looks at first', async () => {
    const { tags, reader } = setUp(500);
    reader.wake();
    reader.want([idOf(400), idOf(401)]);
    await reader.idle();
    const places = ['/music/400.mp3', '/music/401.mp3'].map((path) => tags.paths.indexOf(path));
    for (const place of places) expect(place).toBeLessThan(6);
    expect(tags.paths).toHaveLength(500);
  });

  test('reads what cannot be read only once', async () => {
    const { queue, tags, reader } = setUp(3);
    tags.unreadable.add('/music/2.mp3');
    reader.wake();
    await reader.idle();
    reader.wake();
    reader.want([idOf(2)]);
    await reader.idle();
    expect(queue.unknownCount).toBe(1);
    expect(tags.paths).toHaveLength(3);
  });

  test('says in the log that what it read could not be written', async () => {
    const { queue, warnings, reader } = setUp(3);
    queue.failure = { code: 'file.diskFull' };
    reader.wake();
    await reader.idle();
    expect(warnings).toEqual([{ code: 'file.diskFull' }]);
  });

  test('stops when disposed', async () => {
    const { clock, tags, reader } = setUp(1_000);
    reader.wake();
    await reader[Symbol.asyncDispose]();
    expect(tags.paths.length).toBeLessThan(10);
    reader.wake();
    expect(clock.pendingTimerCount).toBe(0);
  });

  test('reads a file on a player when its row is looked at, and again when the player is back', async () => {
    const { queue, tags, deviceFiles, reader } = setUp(0);
    queue.add(1, 1);
    const entry = queue.entries.get(idOf(1)) ?? expect.fail('no row');
    const location = deviceLocation('a.mp3');
    queue.entries.set(entry.entryId, { ...entry, location });
    deviceFiles.files.set('Music/a.mp3', new Uint8Array(1));
    reader.wake();
    await reader.idle();
    expect(tags.paths).toEqual([]);
    deviceFiles.error = { code: 'device.disconnected' };
    reader.want([entry.entryId]);
    await reader.idle();
    expect(queue.unknownCount).toBe(1);
    deviceFiles.error = null;
    reader.want([entry.entryId]);
    await reader.idle();
    expect(tags.paths).toEqual(['a.mp3']);
    expect(queue.unknownCount).toBe(0);
  });
});

describe('rows of a player that is busy', () => {
  test('hold up neither files of this machine nor dropped ones', async () => {
    const { queue, tags, deviceFiles, reader } = setUp(0);
    const asked: string[] = [];
    deviceFiles.open = ({ path }, signal) => {
      asked.push(path.join('/'));
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(err({ code: 'app.cancelled' })));
      });
    };
    queue.add(1, 2, (number) => deviceLocation(`${number}.mp3`));
    reader.want([idOf(1), idOf(2)]);
    await expect.poll(() => asked).toEqual(['Music/1.mp3', 'Music/2.mp3']);
    queue.add(3, 4);
    queue.add(5, 6, uploadOf);
    reader.wake();
    await expect.poll(() => tags.paths).toEqual(['/music/3.mp3', '/music/4.mp3', 'u5', 'u6']);
    await reader[Symbol.asyncDispose]();
  });
});

describe('dropped files of browsers', () => {
  test('are read after those of this machine, in the order of the queue', async () => {
    const { queue, tags, reader } = setUp(0);
    queue.add(1, 250, uploadOf);
    queue.add(251, 500);
    reader.wake();
    await reader.idle();
    expect(queue.unknownCount).toBe(0);
    expect(tags.paths.slice(0, 250).every((path) => path.startsWith('/music/'))).toBe(true);
    const uploads = Array.from({ length: 250 }, (_, index) => `u${index + 1}`);
    expect(tags.paths.slice(250)).toEqual(uploads);
  });

  test('are read first when somebody looks at them', async () => {
    const { queue, tags, reader } = setUp(300);
    queue.add(301, 302, uploadOf);
    reader.wake();
    reader.want([idOf(302)]);
    await reader.idle();
    expect(tags.paths.slice(0, 6)).toContain('u302');
    expect([tags.paths.length, tags.paths.at(-1)]).toEqual([302, 'u301']);
  });

  test('let their page rest for as long as it was read from, unless somebody looks', async () => {
    const { clock, queue, tags, reader } = setUp(0);
    queue.add(1, 5, uploadOf);
    tags.onRead = () => clock.advance(50);
    reader.wake();
    await expect.poll(() => [tags.paths.length, clock.pendingTimerCount]).toEqual([2, 3]);
    clock.advance(99);
    expect(tags.paths).toHaveLength(2);
    tags.onRead = () => undefined;
    reader.want([idOf(5)]);
    await expect.poll(() => tags.paths).toEqual(['u1', 'u2', 'u5']);
    await reader[Symbol.asyncDispose]();
  });

  test('wait without a word while their page is away, and go on when it is back', async () => {
    const { queue, tags, uploads, warnings, reader } = setUp(0);
    queue.add(1, 4, uploadOf);
    for (const name of ['u2', 'u3']) uploads.away.add(UploadId.parse(name));
    reader.wake();
    await reader.idle();
    expect(tags.paths).toEqual(['u1', 'u4']);
    uploads.away.clear();
    reader.wake();
    await reader.idle();
    expect(tags.paths).toHaveLength(2);
    reader.uploadsBack();
    await reader.idle();
    expect(tags.paths).toEqual(['u1', 'u4', 'u2', 'u3']);
    expect([queue.unknownCount, warnings]).toEqual([0, []]);
  });

  test('that cannot be read are asked for once', async () => {
    const { queue, tags, uploads, reader } = setUp(0);
    queue.add(1, 2, uploadOf);
    tags.unreadable.add('u1');
    reader.wake();
    await reader.idle();
    reader.uploadsBack();
    reader.want([idOf(1)]);
    await reader.idle();
    expect(uploads.opened).toEqual(['u1', 'u2']);
    expect(queue.unknownCount).toBe(1);
  });
});
