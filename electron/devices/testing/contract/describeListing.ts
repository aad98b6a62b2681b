import { expect } from 'vitest';
import { ObjectId, StorageId } from '../../../contract/ids.ts';
import { patternBytes } from '../patternBytes.ts';
import { errorOf, valueOf } from '../valueOf.ts';
import { noAbort, type ContractContext } from './ContractContext.ts';

const defaultManyFiles = 2_000;
/** Of objects: what main can take in at once. */
const largestBatch = 200;

/** Storages, listings, and objects by their ids. */
export function describeListing(context: ContractContext): void {
  const { harness } = context;

  context.case('advertises exactly what it says it does', () => {
    const { operations } = context.connection.capabilities;
    expect([...operations].toSorted()).toEqual([...harness.operations].toSorted());
    return Promise.resolve();
  });

  context.case('storages say how large and how free they are', async () => {
    const storages = valueOf(await context.connection.listStorages(noAbort));
    expect(storages.length).toBeGreaterThan(0);
    expect(new Set(storages.map(({ storageId }) => storageId)).size).toBe(storages.length);
    for (const { capacityBytes, freeBytes } of storages) {
      expect(freeBytes).toBeGreaterThanOrEqual(0);
      expect(capacityBytes).toBeGreaterThanOrEqual(freeBytes);
    }
  });

  context.case('the battery is a percentage, or not known', async () => {
    const percent = valueOf(await context.connection.readBatteryPercent(noAbort));
    if (percent === null) return;
    expect(percent).toBeGreaterThanOrEqual(0);
    expect(percent).toBeLessThanOrEqual(100);
  });

  context.case('the certificate is bytes, or there is none', async () => {
    const certificate = valueOf(await context.connection.readCertificate(noAbort));
    expect(certificate === null || certificate.length > 0).toBe(true);
  });

  context.case('an id that names nothing is refused', async () => {
    const unknown = ObjectId.parse('names-nothing');
    const { connection } = context;
    expect(errorOf(await connection.stat(unknown, noAbort)).code).toBe('device.noSuchObject');
    const root = await context.root();
    const folder = { ...root.reference, folderId: unknown };
    const listed = await connection.list(folder, { signal: noAbort, onEntries: () => undefined });
    expect(errorOf(listed).code).toBe('device.noSuchObject');
  });

  context.case('a storage that is not there is refused', async () => {
    const folder = { storageId: StorageId.parse('names-nothing'), folderId: null };
    const listed = await context.connection.list(folder, {
      signal: noAbort,
      onEntries: () => undefined,
    });
    expect(errorOf(listed).code).toBe('device.noSuchStorage');
  });

  context.case('what is cancelled before it begins is not begun', async () => {
    const root = await context.root();
    const signal = AbortSignal.abort();
    const { connection } = context;
    const listed = await connection.list(root.reference, {
      signal,
      onEntries: () => expect.fail('entries after a cancel'),
    });
    expect(errorOf(listed).code).toBe('app.cancelled');
    expect(errorOf(await connection.listStorages(signal)).code).toBe('app.cancelled');
  });

  if (!context.can('write')) {
    context.case('lists the files that are there', async () => {
      const { entries } = await context.list(await context.root());
      const found = entries.map(({ name, sizeBytes }) => ({ name, sizeBytes }));
      for (const { name, bytes } of harness.placedFiles ?? expect.fail('no files were placed')) {
        expect(found).toContainEqual({ name, sizeBytes: bytes.length });
      }
    });
    return;
  }

  context.case('lists exactly what is in a folder, and stat agrees', async () => {
    const folder = await context.newFolder();
    const file = await context.write(folder, 'track.mp3', patternBytes(1_000), { format: 'mp3' });
    const names = ['track.mp3'];
    if (context.can('makeFolder')) {
      const inner = await context.newFolderIn(folder, 'inner');
      await context.write(inner, 'hidden below.txt', patternBytes(10));
      names.push('inner');
      expect((await context.list(inner)).entries).toHaveLength(1);
    }
    await context.expectNames(folder, names);
    const { entries, skipped } = await context.list(folder);
    expect(skipped).toEqual([]);
    for (const entry of entries) {
      expect(entry.parent).toEqual(folder.reference);
      expect(entry.kind).toBe(entry.name === 'inner' ? 'folder' : 'file');
      expect(entry.sizeBytes).toBe(entry.name === 'inner' ? 0 : 1_000);
      expect(valueOf(await context.connection.stat(entry.objectId, noAbort))).toEqual(entry);
    }
    expect(entries.find(({ name }) => name === 'track.mp3')?.objectId).toBe(file.objectId);
  });

  if (context.can('makeFolder')) {
    context.case('an empty folder is empty', async () => {
      await context.expectNames(await context.newFolder(), []);
    });
  }

  const manyFiles = harness.manyFilesCount ?? defaultManyFiles;
  context.case(`lists ${manyFiles} files of one folder`, async () => {
    const folder = await context.newFolder();
    const names = Array.from({ length: manyFiles }, (_, index) => `file ${index}.mp3`);
    const files = names.map((name, index) => ({ name, bytes: patternBytes(index % 3) }));
    if (harness.placeOnOtherSide === undefined) {
      for (const { name, bytes } of files) await context.write(folder, name, bytes);
    } else {
      await harness.placeOnOtherSide(folder.path, files);
    }
    const { entries, skipped } = await context.list(folder);
    expect(skipped).toEqual([]);
    const sizes = new Map(entries.map(({ name, sizeBytes }) => [name, sizeBytes]));
    expect(entries).toHaveLength(manyFiles);
    expect(names.every((name, index) => sizes.get(name) === index % 3)).toBe(true);
    expect(new Set(entries.map(({ objectId }) => objectId)).size).toBe(manyFiles);

    const controller = new AbortController();
    const batches: number[] = [];
    const cancelled = await context.connection.list(folder.reference, {
      signal: controller.signal,
      onEntries(batch) {
        batches.push(batch.length);
        controller.abort();
      },
    });
    expect(batches).toHaveLength(1);
    expect(batches[0]).toBeLessThanOrEqual(largestBatch);
    // They come a batch at a time, so that the rest can be called off.
    if (manyFiles > largestBatch) expect(errorOf(cancelled).code).toBe('app.cancelled');
    expect((await context.list(folder)).entries).toHaveLength(manyFiles);
  });
}
