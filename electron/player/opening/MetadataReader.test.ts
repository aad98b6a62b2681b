import { describe, expect, test } from 'vitest';
import { silentLogger, type Logger } from '../../base/Logger.ts';
import { err, ok, type Result } from '../../base/Result.ts';
import { FakeMonotonicClock } from '../../base/testing/FakeMonotonicClock.ts';
import type { AppError } from '../../contract/errors.ts';
import { EntryId } from '../../contract/ids.ts';
import { FakeDeviceFiles } from '../../files/testing/FakeDeviceFiles.ts';
import type { MediaDescription } from '../../library/MediaDescription.ts';
import type { RangedFile } from '../../library/RangedFile.ts';
import type { RangedTagReading, TagReading } from '../../library/TagReader.ts';
import type { QueueEntry } from '../../queue/QueueEntry.ts';
import type { MetadataUpdate } from '../../queue/QueueWorkerApi.ts';
import { deviceLocation } from '../../queue/testing/newEntry.ts';
import { MetadataReader, type MetadataQueue } from './MetadataReader.ts';

function idOf(number: number): EntryId {
  return EntryId.parse(`e${number}`);
}

class FakeQueue implements MetadataQueue {
  readonly entries = new Map<EntryId, QueueEntry>();
  readonly updates: (readonly MetadataUpdate[])[] = [];
  /** Nothing can be written. */
  failure: AppError | null = null;

  add(first: number, last: number): void {
    for (let number = first; number <= last; number++) {
      this.entries.set(idOf(number), {
        entryId: idOf(number),
        location: { kind: 'path', path: `/music/${number}.mp3` },
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

  entriesWithoutMetadata(afterEntryId: EntryId | null, limit: number) {
    const rows = [...this.entries.values()];
    const start = rows.findIndex(({ entryId }) => entryId === afterEntryId) + 1;
    return Promise.resolve(
      ok(
        rows
          .slice(start)
          .filter(({ metadataKnown }) => !metadataKnown)
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

  readRanged({ name }: RangedFile): Promise<Result<MediaDescription, AppError>> {
    return this.read(name);
  }

  async read(path: string): Promise<Result<MediaDescription, AppError>> {
    this.paths.push(path);
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

function setUp(rowCount: number) {
  const clock = new FakeMonotonicClock();
  const queue = new FakeQueue();
  queue.add(1, rowCount);
  const tags = new FakeTags();
  const deviceFiles = new FakeDeviceFiles();
  const warnings: unknown[] = [];
  const logger: Logger = {
    ...silentLogger,
    warn: (_message, fields) => void warnings.push(fields?.['error']),
  };
  const services = { queue, tagReader: tags, deviceFiles, clock, logger };
  return { clock, queue, tags, deviceFiles, warnings, reader: new MetadataReader(services) };
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
