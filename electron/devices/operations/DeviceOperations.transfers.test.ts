import { beforeEach, describe, expect, test, vi } from 'vitest';
import { err } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import { SourceReadError } from '../SourceReadError.ts';
import { FakeConnection } from '../testing/fake/FakeConnection.ts';
import { FakeDevice, fakeStorageId } from '../testing/fake/FakeDevice.ts';
import { insertSource } from '../testing/insertSource.ts';
import {
  capturingObserver,
  CapturingDestination,
  fakeRoot,
  OperationsHarness,
  trackBytes,
} from '../testing/OperationsHarness.ts';
import { errorOf, valueOf } from '../testing/valueOf.ts';
import type { OperationKind } from './OperationOptions.ts';
import type { ReadDestination } from './ReadDestination.ts';

const { signal } = new AbortController();
let harness: OperationsHarness;

beforeEach(async () => {
  harness = await OperationsHarness.open();
});

describe('how an operation is told', () => {
  test('WD-22 the call returns at once, and the end is told as well as answered', async () => {
    const log: string[] = [];
    const inserting = harness.insert({ observer: capturingObserver(log) });
    expect(log).toEqual([]);
    const result = await inserting;
    expect(log.at(-1)).toBe('ended');
    expect(result.ok).toBe(true);
  });

  test('WD-23 begun once, progressed, ended once and last', async () => {
    const log: string[] = [];
    valueOf(await harness.insert({ observer: capturingObserver(log) }));
    expect(log).toEqual([
      'begun inserting 300000',
      ...[65_536, 131_072, 196_608, 262_144, 300_000].map((done) => `progressed ${done}`),
      'ended',
    ]);
  });

  test('WD-23 what fails before its size is known has begun and ended as well', async () => {
    const log: string[] = [];
    const error: AppError = { code: 'file.notFound', subject: 'gone.mp3' };
    const source = { ...insertSource(trackBytes), describe: () => Promise.resolve(err(error)) };
    expect(
      errorOf(await harness.insert({ source, observer: capturingObserver(log) })).error,
    ).toEqual(error);
    expect(log).toEqual(['begun inserting ?', 'ended file.notFound']);
  });

  test('WD-23 each kind of operation tells which it is', async () => {
    const log: string[] = [];
    const options = { signal, observer: { begun: (kind: OperationKind) => void log.push(kind) } };
    const folder = valueOf(await harness.operations.makeFolder(fakeRoot, 'Music', options));
    const file = valueOf(await harness.insert(options));
    const target = { storageId: fakeStorageId, folderId: folder.objectId };
    valueOf(await harness.operations.move(file.objectId, target, options));
    valueOf(await harness.operations.rename(file.objectId, 'x.mp3', options));
    valueOf(await harness.operations.read(file.objectId, new CapturingDestination(), options));
    valueOf(await harness.operations.delete(file.objectId, options));
    expect(log).toEqual(['makingFolder', 'inserting', 'moving', 'renaming', 'reading', 'deleting']);
  });

  test('WD-24 an abort out of the progress cancels, and is the result', async () => {
    const log: string[] = [];
    const controller = new AbortController();
    const observer = {
      ...capturingObserver(log),
      progressed(doneBytes: number) {
        log.push(`progressed ${doneBytes}`);
        controller.abort();
      },
    };
    const cancelled = await harness.insert({ signal: controller.signal, observer });
    expect(errorOf(cancelled).error.code).toBe('app.cancelled');
    expect(log).toEqual(['begun inserting 300000', 'progressed 65536', 'ended app.cancelled']);
  });

  test('WD-24 an abort at the end comes too late', async () => {
    const controller = new AbortController();
    const observer = { ended: () => controller.abort() };
    valueOf(await harness.insert({ signal: controller.signal, observer }));
    expect(harness.namesIn(fakeRoot)).toEqual(['track.mp3']);
  });
});

describe('a source that is asked for its bytes', () => {
  test('WD-25 is described, then opened, then read to its end', async () => {
    const log: string[] = [];
    const plain = insertSource(trackBytes);
    valueOf(
      await harness.insert({
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
      ...insertSource(trackBytes),
      async *open() {
        yield await Promise.resolve(trackBytes.subarray(0, 100_000));
        throw new SourceReadError({ code: 'file.readFailed', subject: 'track.mp3' });
      },
    };
    const failure = errorOf(await harness.insert({ source }));
    expect(failure.error).toEqual({ code: 'file.readFailed', subject: 'track.mp3' });
    expect(failure.partial).toMatchObject({ name: 'track.mp3', writtenBytes: 100_000 });
  });

  test('WD-29 going on with a part is appending', async () => {
    const controller = new AbortController();
    const observer = { progressed: () => controller.abort() };
    const failure = errorOf(await harness.insert({ signal: controller.signal, observer }));
    const partial = failure.partial ?? expect.fail('nothing is left');
    const log: string[] = [];
    valueOf(
      await harness.insert({
        resumes: { objectId: partial.objectId },
        observer: capturingObserver(log),
      }),
    );
    expect(log[0]).toBe('begun appending 300000');
    expect(log[1]).toBe('progressed 131072');
    expect(harness.bytesAt('track.mp3')?.equals(trackBytes)).toBe(true);
  });
});

describe('reading', () => {
  test('WD-26 begins, gives the bytes in order, and ends', async () => {
    const log: string[] = [];
    const file = valueOf(await harness.insert());
    const destination = new CapturingDestination();
    const options = { signal, observer: capturingObserver(log) };
    expect(valueOf(await harness.operations.read(file.objectId, destination, options))).toEqual(
      file,
    );
    expect(Buffer.concat(destination.chunks).equals(trackBytes)).toBe(true);
    expect(log[0]).toBe('begun reading 300000');
    expect(log.at(-1)).toBe('ended');
  });

  test.each([
    ['in parts where each can be read by itself', trackBytes.length, trackBytes.length],
    ['at once where a part would cost all before it', trackBytes.length - 1, null],
  ])('goes %s', async (_, rangedBytes, lengthBytes) => {
    harness = await OperationsHarness.open(new FakeDevice({ capabilities: { rangedBytes } }));
    const file = valueOf(await harness.insert());
    const read = vi.spyOn(FakeConnection.prototype, 'read');
    const destination = new CapturingDestination();
    valueOf(await harness.operations.read(file.objectId, destination, { signal }));
    expect(read.mock.calls.map(([request]) => request.lengthBytes)).toEqual([lengthBytes]);
    read.mockRestore();
    expect(Buffer.concat(destination.chunks).equals(trackBytes)).toBe(true);
  });

  test.each([
    ['gives more bytes than it said', -100, 'device.verificationFailed'],
    ['gives fewer bytes than it said', 100, 'device.protocol'],
  ])('WD-26 a device that %s is found out', async (_, lieBytes, code) => {
    const file = valueOf(await harness.insert());
    harness.device.faults.sizeLieBytes = lieBytes;
    harness.device.faults.readsShortByBytes = lieBytes < 0 ? lieBytes : 0;
    const read = await harness.operations.read(file.objectId, new CapturingDestination(), {
      signal,
    });
    expect(errorOf(read).code).toBe(code);
  });

  test('WD-28 a folder is refused', async () => {
    const folder = valueOf(await harness.operations.makeFolder(fakeRoot, 'Music', { signal }));
    const read = await harness.operations.read(folder.objectId, new CapturingDestination(), {
      signal,
    });
    expect(errorOf(read).code).toBe('device.invalidRequest');
  });

  test('WD-28 a destination that fails ends it, with its own error', async () => {
    const file = valueOf(await harness.insert());
    const before = harness.device.transactionCount;
    valueOf(await harness.operations.read(file.objectId, new CapturingDestination(), { signal }));
    const wholeCount = harness.device.transactionCount - before;
    const full: ReadDestination = {
      async take(_, chunks) {
        for await (const chunk of chunks) {
          if (chunk.length > 0) break;
        }
        return err({ code: 'file.diskFull' });
      },
    };
    expect(errorOf(await harness.operations.read(file.objectId, full, { signal })).code).toBe(
      'file.diskFull',
    );
    expect(harness.device.transactionCount - before).toBeLessThan(2 * wholeCount);
  });
});
