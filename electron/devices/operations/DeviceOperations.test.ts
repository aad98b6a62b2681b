import { beforeEach, describe, expect, test, vi } from 'vitest';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import { fakeStorageId } from '../testing/fake/FakeDevice.ts';
import { insertSource } from '../testing/insertSource.ts';
import {
  capturingObserver,
  CapturingDestination,
  fakeRoot,
  OperationsHarness,
  trackBytes,
} from '../testing/OperationsHarness.ts';
import { errorOf, valueOf } from '../testing/valueOf.ts';

const { signal } = new AbortController();
const locked = Buffer.concat([Buffer.from('0000000057907536', 'hex'), trackBytes]);
const lockedSource = insertSource(locked, { name: 'book.aa' });
let harness: OperationsHarness;

beforeEach(async () => {
  harness = await OperationsHarness.open();
});

describe('in a session and without', () => {
  test('WD-10 each operation runs at once and has a result of its own', async () => {
    const { connection } = valueOf(harness.ready);
    await connection.sessionParticipant?.beginSession(new Set(['transferToDevice']), null, signal);
    valueOf(await harness.insert());
    expect(harness.namesIn(fakeRoot)).toEqual(['track.mp3']);
    expect(errorOf(await harness.insert()).error.code).toBe('device.nameTaken');
    valueOf(await harness.insert({ name: 'second.mp3' }));
    await connection.sessionParticipant?.endSession(new Set(['transferToDevice']), null, signal);
    expect(harness.namesIn(fakeRoot)).toEqual(['track.mp3', 'second.mp3']);
  });

  test('WD-10 a session saves what would be fetched for each file', async () => {
    const { connection } = valueOf(harness.ready);
    const count = async () => {
      const before = harness.device.transactionCount;
      for (let file = 0; file < 5; file += 1) {
        valueOf(await harness.insert({ name: `${before} ${file}.mp3` }));
      }
      return harness.device.transactionCount - before;
    };
    const without = await count();
    await connection.sessionParticipant?.beginSession(new Set(['transferToDevice']), null, signal);
    expect(await count()).toBe(without - 5 * 4);
  });

  test('WD-11 operations are legal without any session', async () => {
    const file = valueOf(await harness.insert());
    valueOf(await harness.operations.rename(file.objectId, 'renamed.mp3', { signal }));
    valueOf(await harness.operations.delete(file.objectId, { signal }));
    expect(harness.namesIn(fakeRoot)).toEqual([]);
  });
});

test('what an operation changed is told, and what it only tried is not', async () => {
  const { operations } = harness;
  const file = valueOf(await harness.insert());
  errorOf(await harness.insert());
  const folder = valueOf(await operations.makeFolder(fakeRoot, 'Music', { signal }));
  const within = { storageId: fakeStorageId, folderId: folder.objectId };
  const moved = valueOf(await operations.move(file.objectId, within, { signal }));
  errorOf(await operations.delete(folder.objectId, { signal }));
  valueOf(await operations.delete(moved.objectId, { signal }));
  expect(harness.contentChanges).toEqual([
    { kind: 'inserted', added: [file], removed: [] },
    { kind: 'inserted', added: [folder], removed: [] },
    { kind: 'moved', added: [moved], removed: [file.objectId] },
    { kind: 'deleted', added: [], removed: [moved.objectId] },
  ]);
});

describe('deleting', () => {
  test('WD-27 what was deleted is not there any more, by any id', async () => {
    const folder = valueOf(await harness.operations.makeFolder(fakeRoot, 'Music', { signal }));
    const within = { storageId: fakeStorageId, folderId: folder.objectId };
    const file = valueOf(await harness.insert({ placement: { kind: 'into', folder: within } }));
    valueOf(await harness.operations.delete(folder.objectId, { signal, recursive: true }));
    for (const { objectId } of [folder, file]) {
      expect(errorOf(await harness.operations.delete(objectId, { signal })).code).toBe(
        'device.noSuchObject',
      );
      const read = await harness.operations.read(objectId, new CapturingDestination(), { signal });
      expect(errorOf(read).code).toBe('device.noSuchObject');
    }
  });

  test('WD-27 a folder that is not empty goes only with all that is in it', async () => {
    const folder = valueOf(await harness.operations.makeFolder(fakeRoot, 'Music', { signal }));
    const within = { storageId: fakeStorageId, folderId: folder.objectId };
    const file = valueOf(await harness.insert({ placement: { kind: 'into', folder: within } }));
    const refused = await harness.operations.delete(folder.objectId, { signal });
    expect(errorOf(refused).code).toBe('device.invalidRequest');
    expect(harness.namesIn(within)).toEqual(['track.mp3']);
    valueOf(await harness.operations.delete(file.objectId, { signal }));
    valueOf(await harness.operations.delete(folder.objectId, { signal }));
    expect(harness.namesIn(fakeRoot)).toEqual([]);
  });
});

describe('protected files', () => {
  test('WD-08 a clear file never touches the content provider', async () => {
    valueOf(await harness.insert());
    expect(harness.contentProvider.asked).toEqual([]);
  });

  test('WD-38 a locked file is written where the content provider lets it', async () => {
    valueOf(await harness.insert({ source: lockedSource }));
    expect(harness.contentProvider.asked).toEqual([{ name: 'book.aa', scheme: 'audible' }]);
    expect(harness.namesIn(fakeRoot)).toEqual(['book.aa']);
  });

  test('WD-38 a locked file is refused with the reason, and nothing is written', async () => {
    harness.contentProvider.answer = err({ code: 'device.certificateExpired' });
    const refused = errorOf(await harness.insert({ source: lockedSource }));
    expect(refused).toEqual({ error: { code: 'device.certificateExpired' }, partial: null });
    expect(harness.namesIn(fakeRoot)).toEqual([]);
  });

  test('WD-19 the caller may say what a file is', async () => {
    valueOf(await harness.insert({ protection: 'protected' }));
    expect(harness.contentProvider.asked).toEqual([{ name: 'track.mp3', scheme: null }]);
    harness.contentProvider.answer = err({ code: 'device.notCertified' });
    valueOf(await harness.insert({ source: lockedSource, protection: 'clear' }));
  });
});

describe('a device that is busy, or not ready', () => {
  async function whileInserting(act: () => Promise<void>): Promise<void> {
    harness.device.faults.stallsAtTransaction = harness.device.transactionCount + 1;
    const inserting = harness.insert();
    await vi.waitFor(() => expect(harness.device.isStalled).toBe(true));
    await act();
    harness.device.releaseStall();
    valueOf(await inserting);
  }

  test('WD-29 says which operation runs, and how far it is', async () => {
    expect(harness.slot.running).toBeNull();
    const seen: unknown[] = [];
    const changes: unknown[] = [];
    harness.slot.changes.subscribe(() => void changes.push(harness.slot.running));
    const observer = { progressed: () => void seen.push(harness.slot.running) };
    valueOf(await harness.insert({ observer }));
    expect(seen).toContainEqual({ kind: 'inserting', doneBytes: 131_072, estimatedBytes: 300_000 });
    expect(harness.slot.running).toBeNull();
    // That it goes on is no change: whoever looks at a player would be told with every piece.
    expect(changes).toEqual([
      { kind: 'inserting', doneBytes: 0, estimatedBytes: null },
      { kind: 'inserting', doneBytes: 0, estimatedBytes: 300_000 },
      null,
    ]);
  });

  test('WD-30 refuses a second operation instead of waiting', async () => {
    await whileInserting(async () => {
      const refused = await harness.operations.makeFolder(fakeRoot, 'Music', { signal });
      expect(errorOf(refused).code).toBe('device.busy');
    });
  });

  test('WD-30 waits where it is asked to', async () => {
    let waiting: Promise<unknown> = Promise.resolve();
    await whileInserting(() => {
      waiting = harness.operations.makeFolder(fakeRoot, 'Music', { signal, ifBusy: 'wait' });
      return Promise.resolve();
    });
    await waiting;
    expect(harness.namesIn(fakeRoot)).toEqual(['track.mp3', 'Music']);
  });

  test('what waits is cancelled at once, and never runs', async () => {
    await whileInserting(async () => {
      const controller = new AbortController();
      const options = { signal: controller.signal, ifBusy: 'wait' } as const;
      const waiting = harness.operations.makeFolder(fakeRoot, 'Music', options);
      controller.abort();
      expect(errorOf(await waiting).code).toBe('app.cancelled');
    });
    expect(harness.namesIn(fakeRoot)).toEqual(['track.mp3']);
    valueOf(await harness.operations.makeFolder(fakeRoot, 'Next', { signal }));
  });

  test('WD-30 tells why it cannot be asked for anything', async () => {
    const log: string[] = [];
    harness.ready = err({ code: 'device.locked' });
    expect(errorOf(await harness.insert({ observer: capturingObserver(log) }))).toEqual({
      error: { code: 'device.locked' },
      partial: null,
    });
    expect(log).toEqual([]);
  });

  test('a device that goes while an operation waits is noticed', async () => {
    let waiting: Promise<Result<unknown, AppError>> = Promise.resolve(ok());
    await whileInserting(() => {
      waiting = harness.operations.makeFolder(fakeRoot, 'Music', { signal, ifBusy: 'wait' });
      harness.ready = err({ code: 'device.disconnected' });
      return Promise.resolve();
    });
    expect(errorOf(await waiting).code).toBe('device.disconnected');
  });
});
