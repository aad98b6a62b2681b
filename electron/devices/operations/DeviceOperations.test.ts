import { beforeEach, describe, expect, test, vi } from 'vitest';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { FolderReference } from '../DeviceObject.ts';
import { SourceReadError } from '../SourceReadError.ts';
import { StubContentProvider } from '../testing/StubContentProvider.ts';
import { bytesOf } from '../testing/fake/FakeContents.ts';
import { FakeDevice, fakeOperations, fakeStorageId } from '../testing/fake/FakeDevice.ts';
import { FakeProvider } from '../testing/fake/FakeProvider.ts';
import { insertSource } from '../testing/insertSource.ts';
import { patternBytes } from '../testing/patternBytes.ts';
import { errorOf, valueOf } from '../testing/valueOf.ts';
import { DeviceOperations, type ReadyDevice } from './DeviceOperations.ts';
import type { InsertRequest } from './InsertRequest.ts';
import type { OperationKind, OperationObserver } from './OperationOptions.ts';
import { OperationSlot } from './OperationSlot.ts';
import type { ReadDestination } from './ReadDestination.ts';

class CapturingDestination implements ReadDestination {
  readonly chunks: Uint8Array[] = [];

  async take(_: unknown, bytes: AsyncIterable<Uint8Array>): Promise<Result<void, AppError>> {
    for await (const chunk of bytes) this.chunks.push(chunk);
    return ok();
  }
}

const root: FolderReference = { storageId: fakeStorageId, folderId: null };
const { signal } = new AbortController();
const bytes = patternBytes(300_000);
const locked = Buffer.concat([Buffer.from('0000000057907536', 'hex'), bytes]);
const lockedSource = insertSource(locked, { name: 'book.aa' });

let device: FakeDevice;
let contentProvider: StubContentProvider;
let ready: Result<ReadyDevice, AppError>;
let slot: OperationSlot;
let operations: DeviceOperations;

beforeEach(() => connect(new FakeDevice()));

async function connect(to: FakeDevice): Promise<void> {
  device = to;
  contentProvider = new StubContentProvider();
  const opened = await new FakeProvider(device).open(device.identity.deviceId, signal);
  ready = ok({ connection: valueOf(opened), contentProvider });
  slot = new OperationSlot();
  operations = new DeviceOperations({ ready: () => ready, slot });
}

const insert = (request: Partial<InsertRequest> = {}) =>
  operations.insert({
    placement: { kind: 'into', folder: root },
    source: insertSource(bytes),
    name: null,
    signal,
    ...request,
  });

const namesIn = (folder: FolderReference) =>
  device.contents.childrenOf(folder).map(({ name }) => name);
const bytesAt = (...path: readonly string[]) => {
  const object = device.contents.at(fakeStorageId, path);
  return object === undefined ? null : Buffer.from(bytesOf(object));
};

/** Notes what it is told, in order. */
function capture(log: string[]): OperationObserver {
  return {
    begun: (kind: OperationKind, estimatedBytes) =>
      void log.push(`begun ${kind} ${estimatedBytes ?? '?'}`),
    progressed: (doneBytes) => void log.push(`progressed ${doneBytes}`),
    ended: (result) => void log.push(result.ok ? 'ended' : `ended ${result.error.code}`),
  };
}

describe('in a session and without', () => {
  test('WD-10 each operation runs at once and has a result of its own', async () => {
    const { connection } = valueOf(ready);
    await connection.sessionParticipant?.beginSession(new Set(['transferToDevice']), null, signal);
    valueOf(await insert());
    expect(namesIn(root)).toEqual(['track.mp3']);
    expect(errorOf(await insert()).error.code).toBe('device.nameTaken');
    valueOf(await insert({ name: 'second.mp3' }));
    await connection.sessionParticipant?.endSession(new Set(['transferToDevice']), null, signal);
    expect(namesIn(root)).toEqual(['track.mp3', 'second.mp3']);
  });

  test('WD-10 a session saves what would be fetched for each file', async () => {
    const { connection } = valueOf(ready);
    const count = async () => {
      const before = device.transactionCount;
      for (let file = 0; file < 5; file += 1) {
        valueOf(await insert({ name: `${before} ${file}.mp3` }));
      }
      return device.transactionCount - before;
    };
    const without = await count();
    await connection.sessionParticipant?.beginSession(new Set(['transferToDevice']), null, signal);
    expect(await count()).toBe(without - 5 * 4);
  });

  test('WD-11 operations are legal without any session', async () => {
    const file = valueOf(await insert());
    valueOf(await operations.rename(file.objectId, 'renamed.mp3', { signal }));
    valueOf(await operations.delete(file.objectId, { signal }));
    expect(namesIn(root)).toEqual([]);
  });
});

describe('where something is inserted', () => {
  test('WD-18 into a folder, and beside an object', async () => {
    const folder = valueOf(await operations.makeFolder(root, 'Music', { signal }));
    const within = { storageId: fakeStorageId, folderId: folder.objectId };
    const first = valueOf(await insert({ placement: { kind: 'into', folder: within } }));
    const placement = { kind: 'beside', objectId: first.objectId } as const;
    valueOf(await insert({ placement, name: 'beside.mp3' }));
    expect(namesIn(within)).toEqual(['track.mp3', 'beside.mp3']);
  });

  test('WD-18 into what is no folder is refused', async () => {
    const file = valueOf(await insert());
    const folder = { storageId: fakeStorageId, folderId: file.objectId };
    const refused = await insert({ placement: { kind: 'into', folder }, name: 'in a file.mp3' });
    expect(errorOf(refused).error.code).toBe('device.invalidRequest');
  });

  test('WD-18 a folder is made empty', async () => {
    const folder = valueOf(await operations.makeFolder(root, 'Music', { signal }));
    expect(folder.kind).toBe('folder');
    expect(namesIn({ storageId: fakeStorageId, folderId: folder.objectId })).toEqual([]);
  });

  test('WD-20 the source’s own name serves where none is given', async () => {
    expect(valueOf(await insert()).name).toBe('track.mp3');
    expect(valueOf(await insert({ name: 'given.mp3' })).name).toBe('given.mp3');
  });
});

describe('asking first', () => {
  const query = (request: Partial<InsertRequest> = {}) =>
    operations.queryInsert({
      placement: { kind: 'into', folder: root },
      source: { ...insertSource(bytes), open: () => expect.fail('a byte was read') },
      protection: 'clear',
      name: null,
      signal,
      ...request,
    });

  test('WD-19 writes nothing', async () => {
    valueOf(await query());
    expect(namesIn(root)).toEqual([]);
  });

  test('WD-19 refuses what an insert would refuse, for the same reason', async () => {
    const folder = valueOf(await operations.makeFolder(root, 'folder.mp3', { signal }));
    valueOf(await insert());
    const large = insertSource(new Uint8Array(), { sizeBytes: 2 ** 32 });
    const cases: readonly Partial<InsertRequest>[] = [
      {},
      { name: 'folder.mp3', overwrite: true },
      { name: 'a/b.mp3' },
      { name: 'large.mp3', source: large },
      { placement: { kind: 'beside', objectId: folder.objectId }, name: 'TRACK.mp3' },
    ];
    for (const request of cases) {
      const refused = errorOf(await query(request));
      expect(refused.code).toBe(errorOf(await insert(request)).error.code);
    }
  });

  test('WD-30 the storage is asked before it is used', async () => {
    await connect(
      new FakeDevice({
        storages: [
          {
            storageId: fakeStorageId,
            label: 'Card',
            capacityBytes: 100,
            freeBytes: 99,
            removable: true,
            readOnly: true,
          },
        ],
      }),
    );
    expect(errorOf(await query()).code).toBe('device.writeProtected');
    expect(errorOf(await insert()).error.code).toBe('device.writeProtected');
  });
});

describe('overwriting', () => {
  test('WD-19 without it a taken name is refused, and the old file unharmed', async () => {
    valueOf(await insert({ source: insertSource(patternBytes(10)) }));
    expect(errorOf(await insert()).error.code).toBe('device.nameTaken');
    expect(bytesAt('track.mp3')).toHaveLength(10);
  });

  test('WD-19 with it the new file is in its place', async () => {
    valueOf(await insert({ source: insertSource(patternBytes(10)) }));
    const replaced = valueOf(await insert({ overwrite: true, name: 'Track.mp3' }));
    expect(replaced.name).toBe('Track.mp3');
    expect(namesIn(root)).toEqual(['Track.mp3']);
    expect(bytesAt('Track.mp3')?.equals(bytes)).toBe(true);
  });

  test('the old file is there until the new one is whole', async () => {
    valueOf(await insert({ source: insertSource(patternBytes(10)) }));
    const controller = new AbortController();
    const observer = { progressed: () => controller.abort() };
    const cancelled = await insert({ overwrite: true, signal: controller.signal, observer });
    const failure = errorOf(cancelled);
    expect(failure.error.code).toBe('app.cancelled');
    expect(bytesAt('track.mp3')).toHaveLength(10);
    expect(namesIn(root)).toEqual(['track.mp3', failure.partial?.name]);
  });

  test('where nothing can be renamed the old file goes first, and is asked after', async () => {
    const without = fakeOperations.filter((operation) => operation !== 'rename');
    await connect(new FakeDevice({ capabilities: { operations: new Set(without) } }));
    valueOf(await insert({ source: insertSource(patternBytes(10)) }));
    valueOf(await insert({ overwrite: true }));
    expect(namesIn(root)).toEqual(['track.mp3']);
    expect(bytesAt('track.mp3')?.equals(bytes)).toBe(true);
  });

  test('a folder is not overwritten by a file', async () => {
    valueOf(await operations.makeFolder(root, 'track.mp3', { signal }));
    expect(errorOf(await insert({ overwrite: true })).error.code).toBe('device.nameTaken');
  });
});

test('WD-21 the format goes with the file, with metadata and without', async () => {
  valueOf(await insert({ source: insertSource(bytes, { format: 'flac' }) }));
  expect(device.contents.at(fakeStorageId, ['track.mp3'])?.format).toBe('flac');
});

describe('how an operation is told', () => {
  test('WD-22 the call returns at once, and the end is told as well as answered', async () => {
    const log: string[] = [];
    const inserting = insert({ observer: capture(log) });
    expect(log).toEqual([]);
    const result = await inserting;
    expect(log.at(-1)).toBe('ended');
    expect(result.ok).toBe(true);
  });

  test('WD-23 begun once, progressed, ended once and last', async () => {
    const log: string[] = [];
    valueOf(await insert({ observer: capture(log) }));
    expect(log).toEqual([
      'begun inserting 300000',
      ...[65_536, 131_072, 196_608, 262_144, 300_000].map((done) => `progressed ${done}`),
      'ended',
    ]);
  });

  test('WD-23 what fails before its size is known has begun and ended as well', async () => {
    const log: string[] = [];
    const error: AppError = { code: 'file.notFound', subject: 'gone.mp3' };
    const source = { ...insertSource(bytes), describe: () => Promise.resolve(err(error)) };
    expect(errorOf(await insert({ source, observer: capture(log) })).error).toEqual(error);
    expect(log).toEqual(['begun inserting ?', 'ended file.notFound']);
  });

  test('WD-23 each kind of operation tells which it is', async () => {
    const log: string[] = [];
    const options = { signal, observer: { begun: (kind: OperationKind) => void log.push(kind) } };
    const folder = valueOf(await operations.makeFolder(root, 'Music', options));
    const file = valueOf(await insert(options));
    const target = { storageId: fakeStorageId, folderId: folder.objectId };
    valueOf(await operations.move(file.objectId, target, options));
    valueOf(await operations.rename(file.objectId, 'x.mp3', options));
    valueOf(await operations.read(file.objectId, new CapturingDestination(), options));
    valueOf(await operations.delete(file.objectId, options));
    expect(log).toEqual(['makingFolder', 'inserting', 'moving', 'renaming', 'reading', 'deleting']);
  });

  test('WD-24 an abort out of the progress cancels, and is the result', async () => {
    const log: string[] = [];
    const controller = new AbortController();
    const observer = {
      ...capture(log),
      progressed(doneBytes: number) {
        log.push(`progressed ${doneBytes}`);
        controller.abort();
      },
    };
    const cancelled = await insert({ signal: controller.signal, observer });
    expect(errorOf(cancelled).error.code).toBe('app.cancelled');
    expect(log).toEqual(['begun inserting 300000', 'progressed 65536', 'ended app.cancelled']);
  });

  test('WD-24 an abort at the end comes too late', async () => {
    const controller = new AbortController();
    const observer = { ended: () => controller.abort() };
    valueOf(await insert({ signal: controller.signal, observer }));
    expect(namesIn(root)).toEqual(['track.mp3']);
  });
});

describe('a source that is asked for its bytes', () => {
  test('WD-25 is described, then opened, then read to its end', async () => {
    const log: string[] = [];
    const plain = insertSource(bytes);
    valueOf(
      await insert({
        observer: { ended: () => void log.push('end') },
        protection: 'clear',
        source: {
          describe(asked) {
            log.push('describe');
            return plain.describe(asked);
          },
          async *open(offsetBytes) {
            log.push(`open ${offsetBytes}`);
            yield* plain.open(offsetBytes);
            log.push('finished');
          },
        },
      }),
    );
    expect(log).toEqual(['describe', 'open 0', 'finished', 'end']);
  });

  test('WD-25 one that fails aborts the write, with its own error', async () => {
    const source = {
      ...insertSource(bytes),
      async *open() {
        yield await Promise.resolve(bytes.subarray(0, 100_000));
        throw new SourceReadError({ code: 'file.readFailed', subject: 'track.mp3' });
      },
    };
    const failure = errorOf(await insert({ source }));
    expect(failure.error).toEqual({ code: 'file.readFailed', subject: 'track.mp3' });
    expect(failure.partial).toMatchObject({ name: 'track.mp3', writtenBytes: 100_000 });
  });

  test('WD-29 going on with a part is appending', async () => {
    const controller = new AbortController();
    const observer = { progressed: () => controller.abort() };
    const failure = errorOf(await insert({ signal: controller.signal, observer }));
    const partial = failure.partial ?? expect.fail('nothing is left');
    const log: string[] = [];
    valueOf(await insert({ resumes: partial.objectId, observer: capture(log) }));
    expect(log[0]).toBe('begun appending 300000');
    expect(log[1]).toBe('progressed 131072');
    expect(bytesAt('track.mp3')?.equals(bytes)).toBe(true);
  });
});

describe('reading', () => {
  test('WD-26 begins, gives the bytes in order, and ends', async () => {
    const log: string[] = [];
    const file = valueOf(await insert());
    const destination = new CapturingDestination();
    const options = { signal, observer: capture(log) };
    expect(valueOf(await operations.read(file.objectId, destination, options))).toEqual(file);
    expect(Buffer.concat(destination.chunks).equals(bytes)).toBe(true);
    expect(log[0]).toBe('begun reading 300000');
    expect(log.at(-1)).toBe('ended');
  });

  test.each([
    ['gives more bytes than it said', -100, 'device.verificationFailed'],
    ['gives fewer bytes than it said', 100, 'device.protocol'],
  ])('WD-26 a device that %s is found out', async (_, lieBytes, code) => {
    const file = valueOf(await insert());
    device.faults.sizeLieBytes = lieBytes;
    device.faults.readsShortByBytes = lieBytes < 0 ? lieBytes : 0;
    const read = await operations.read(file.objectId, new CapturingDestination(), { signal });
    expect(errorOf(read).code).toBe(code);
  });

  test('WD-28 a folder is refused', async () => {
    const folder = valueOf(await operations.makeFolder(root, 'Music', { signal }));
    const read = await operations.read(folder.objectId, new CapturingDestination(), { signal });
    expect(errorOf(read).code).toBe('device.invalidRequest');
  });

  test('WD-28 a destination that fails ends it, with its own error', async () => {
    const file = valueOf(await insert());
    const before = device.transactionCount;
    valueOf(await operations.read(file.objectId, new CapturingDestination(), { signal }));
    const wholeCount = device.transactionCount - before;
    const full: ReadDestination = {
      async take(_, chunks) {
        for await (const chunk of chunks) {
          if (chunk.length > 0) break;
        }
        return err({ code: 'file.diskFull' });
      },
    };
    expect(errorOf(await operations.read(file.objectId, full, { signal })).code).toBe(
      'file.diskFull',
    );
    expect(device.transactionCount - before).toBeLessThan(2 * wholeCount);
  });
});

describe('deleting', () => {
  test('WD-27 what was deleted is not there any more, by any id', async () => {
    const folder = valueOf(await operations.makeFolder(root, 'Music', { signal }));
    const within = { storageId: fakeStorageId, folderId: folder.objectId };
    const file = valueOf(await insert({ placement: { kind: 'into', folder: within } }));
    valueOf(await operations.delete(folder.objectId, { signal, recursive: true }));
    for (const { objectId } of [folder, file]) {
      expect(errorOf(await operations.delete(objectId, { signal })).code).toBe(
        'device.noSuchObject',
      );
      const read = await operations.read(objectId, new CapturingDestination(), { signal });
      expect(errorOf(read).code).toBe('device.noSuchObject');
    }
  });

  test('WD-27 a folder that is not empty goes only with all that is in it', async () => {
    const folder = valueOf(await operations.makeFolder(root, 'Music', { signal }));
    const within = { storageId: fakeStorageId, folderId: folder.objectId };
    const file = valueOf(await insert({ placement: { kind: 'into', folder: within } }));
    const refused = await operations.delete(folder.objectId, { signal });
    expect(errorOf(refused).code).toBe('device.invalidRequest');
    expect(namesIn(within)).toEqual(['track.mp3']);
    valueOf(await operations.delete(file.objectId, { signal }));
    valueOf(await operations.delete(folder.objectId, { signal }));
    expect(namesIn(root)).toEqual([]);
  });
});

describe('protected files', () => {
  test('WD-08 a clear file never touches the content provider', async () => {
    valueOf(await insert());
    expect(contentProvider.asked).toEqual([]);
  });

  test('WD-38 a locked file is written where the content provider lets it', async () => {
    valueOf(await insert({ source: lockedSource }));
    expect(contentProvider.asked).toEqual([{ name: 'book.aa', scheme: 'audible' }]);
    expect(namesIn(root)).toEqual(['book.aa']);
  });

  test('WD-38 a locked file is refused with the reason, and nothing is written', async () => {
    contentProvider.answer = err({ code: 'device.certificateExpired' });
    const refused = errorOf(await insert({ source: lockedSource }));
    expect(refused).toEqual({ error: { code: 'device.certificateExpired' }, partial: null });
    expect(namesIn(root)).toEqual([]);
  });

  test('WD-19 the caller may say what a file is', async () => {
    valueOf(await insert({ protection: 'protected' }));
    expect(contentProvider.asked).toEqual([{ name: 'track.mp3', scheme: null }]);
    contentProvider.answer = err({ code: 'device.notCertified' });
    valueOf(await insert({ source: lockedSource, protection: 'clear' }));
  });
});

describe('a device that is busy, or not ready', () => {
  async function whileInserting(act: () => Promise<void>): Promise<void> {
    device.faults.stallsAtTransaction = device.transactionCount + 1;
    const inserting = insert();
    await vi.waitFor(() => expect(device.isStalled).toBe(true));
    await act();
    device.releaseStall();
    valueOf(await inserting);
  }

  test('WD-29 says which operation runs, and how far it is', async () => {
    expect(slot.running).toBeNull();
    const seen: unknown[] = [];
    slot.changes.subscribe(() => void seen.push(slot.running));
    valueOf(await insert());
    expect(seen).toContainEqual({ kind: 'inserting', doneBytes: 131_072, estimatedBytes: 300_000 });
    expect(slot.running).toBeNull();
  });

  test('WD-30 refuses a second operation instead of waiting', async () => {
    await whileInserting(async () => {
      const refused = await operations.makeFolder(root, 'Music', { signal });
      expect(errorOf(refused).code).toBe('device.busy');
    });
  });

  test('WD-30 waits where it is asked to', async () => {
    let waiting: Promise<unknown> = Promise.resolve();
    await whileInserting(() => {
      waiting = operations.makeFolder(root, 'Music', { signal, ifBusy: 'wait' });
      return Promise.resolve();
    });
    await waiting;
    expect(namesIn(root)).toEqual(['track.mp3', 'Music']);
  });

  test('what waits is cancelled at once, and never runs', async () => {
    await whileInserting(async () => {
      const controller = new AbortController();
      const options = { signal: controller.signal, ifBusy: 'wait' } as const;
      const waiting = operations.makeFolder(root, 'Music', options);
      controller.abort();
      expect(errorOf(await waiting).code).toBe('app.cancelled');
    });
    expect(namesIn(root)).toEqual(['track.mp3']);
    valueOf(await operations.makeFolder(root, 'Next', { signal }));
  });

  test('WD-30 tells why it cannot be asked for anything', async () => {
    const log: string[] = [];
    ready = err({ code: 'device.locked' });
    expect(errorOf(await insert({ observer: capture(log) }))).toEqual({
      error: { code: 'device.locked' },
      partial: null,
    });
    expect(log).toEqual([]);
  });

  test('a device that goes while an operation waits is noticed', async () => {
    let waiting: Promise<Result<unknown, AppError>> = Promise.resolve(ok());
    await whileInserting(() => {
      waiting = operations.makeFolder(root, 'Music', { signal, ifBusy: 'wait' });
      ready = err({ code: 'device.disconnected' });
      return Promise.resolve();
    });
    expect(errorOf(await waiting).code).toBe('device.disconnected');
  });
});
