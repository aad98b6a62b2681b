import { beforeEach, describe, expect, test } from 'vitest';
import { FakeDevice, fakeOperations, fakeStorageId } from '../testing/fake/FakeDevice.ts';
import { insertSource } from '../testing/insertSource.ts';
import { fakeRoot, OperationsHarness, trackBytes } from '../testing/OperationsHarness.ts';
import { patternBytes } from '../testing/patternBytes.ts';
import { errorOf, valueOf } from '../testing/valueOf.ts';
import type { InsertRequest } from './InsertRequest.ts';

const { signal } = new AbortController();
let harness: OperationsHarness;

beforeEach(async () => {
  harness = await OperationsHarness.open();
});

describe('where something is inserted', () => {
  test('WD-18 into a folder, and beside an object', async () => {
    const folder = valueOf(await harness.operations.makeFolder(fakeRoot, 'Music', { signal }));
    const within = { storageId: fakeStorageId, folderId: folder.objectId };
    const first = valueOf(await harness.insert({ placement: { kind: 'into', folder: within } }));
    const placement = { kind: 'beside', objectId: first.objectId } as const;
    valueOf(await harness.insert({ placement, name: 'beside.mp3' }));
    expect(harness.namesIn(within)).toEqual(['track.mp3', 'beside.mp3']);
  });

  test('WD-18 into what is no folder is refused', async () => {
    const file = valueOf(await harness.insert());
    const folder = { storageId: fakeStorageId, folderId: file.objectId };
    const refused = await harness.insert({
      placement: { kind: 'into', folder },
      name: 'in a file.mp3',
    });
    expect(errorOf(refused).error.code).toBe('device.invalidRequest');
  });

  test('WD-18 a folder is made empty', async () => {
    const folder = valueOf(await harness.operations.makeFolder(fakeRoot, 'Music', { signal }));
    expect(folder.kind).toBe('folder');
    expect(harness.namesIn({ storageId: fakeStorageId, folderId: folder.objectId })).toEqual([]);
  });

  test('WD-20 the source’s own name serves where none is given', async () => {
    expect(valueOf(await harness.insert()).name).toBe('track.mp3');
    expect(valueOf(await harness.insert({ name: 'given.mp3' })).name).toBe('given.mp3');
  });
});

describe('asking first', () => {
  const query = (request: Partial<InsertRequest> = {}) =>
    harness.operations.queryInsert({
      placement: { kind: 'into', folder: fakeRoot },
      source: { ...insertSource(trackBytes), open: () => expect.fail('a byte was read') },
      protection: 'clear',
      name: null,
      signal,
      ...request,
    });

  test('WD-19 writes nothing', async () => {
    valueOf(await query());
    expect(harness.namesIn(fakeRoot)).toEqual([]);
  });

  test('WD-19 refuses what an insert would refuse, for the same reason', async () => {
    const folder = valueOf(await harness.operations.makeFolder(fakeRoot, 'folder.mp3', { signal }));
    valueOf(await harness.insert());
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
      expect(refused.code).toBe(errorOf(await harness.insert(request)).error.code);
    }
  });

  test('WD-30 the storage is asked before it is used', async () => {
    harness = await OperationsHarness.open(
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
    expect(errorOf(await harness.insert()).error.code).toBe('device.writeProtected');
  });
});

describe('overwriting', () => {
  test('WD-19 without it a taken name is refused, and the old file unharmed', async () => {
    valueOf(await harness.insert({ source: insertSource(patternBytes(10)) }));
    expect(errorOf(await harness.insert()).error.code).toBe('device.nameTaken');
    expect(harness.bytesAt('track.mp3')).toHaveLength(10);
  });

  test('WD-19 with it the new file is in its place', async () => {
    valueOf(await harness.insert({ source: insertSource(patternBytes(10)) }));
    const replaced = valueOf(await harness.insert({ overwrite: true, name: 'Track.mp3' }));
    expect(replaced.name).toBe('Track.mp3');
    expect(harness.namesIn(fakeRoot)).toEqual(['Track.mp3']);
    expect(harness.bytesAt('Track.mp3')?.equals(trackBytes)).toBe(true);
  });

  test('the old file is there until the new one is whole', async () => {
    valueOf(await harness.insert({ source: insertSource(patternBytes(10)) }));
    const controller = new AbortController();
    const observer = { progressed: () => controller.abort() };
    const cancelled = await harness.insert({
      overwrite: true,
      signal: controller.signal,
      observer,
    });
    const failure = errorOf(cancelled);
    expect(failure.error.code).toBe('app.cancelled');
    expect(harness.bytesAt('track.mp3')).toHaveLength(10);
    expect(harness.namesIn(fakeRoot)).toEqual(['track.mp3', failure.partial?.name]);
  });

  test('where nothing can be renamed the old file goes first, and is asked after', async () => {
    const without = fakeOperations.filter((operation) => operation !== 'rename');
    harness = await OperationsHarness.open(
      new FakeDevice({ capabilities: { operations: new Set(without) } }),
    );
    valueOf(await harness.insert({ source: insertSource(patternBytes(10)) }));
    valueOf(await harness.insert({ overwrite: true }));
    expect(harness.namesIn(fakeRoot)).toEqual(['track.mp3']);
    expect(harness.bytesAt('track.mp3')?.equals(trackBytes)).toBe(true);
  });

  test('a folder is not overwritten by a file', async () => {
    valueOf(await harness.operations.makeFolder(fakeRoot, 'track.mp3', { signal }));
    expect(errorOf(await harness.insert({ overwrite: true })).error.code).toBe('device.nameTaken');
  });
});

test('WD-21 the format goes with the file, with metadata and without', async () => {
  valueOf(await harness.insert({ source: insertSource(trackBytes, { format: 'flac' }) }));
  expect(harness.device.contents.at(fakeStorageId, ['track.mp3'])?.format).toBe('flac');
});
