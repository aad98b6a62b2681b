import { expect } from 'vitest';
import { patternBytes } from '../patternBytes.ts';
import { SourceReadError } from '../../SourceReadError.ts';
import { errorOf, valueOf } from '../valueOf.ts';
import { writeRequest } from '../writeRequest.ts';
import type { PartialObject, WriteFailure, WriteRequest } from '../../DeviceConnection.ts';
import {
  expectSameBytes,
  noAbort,
  type ContractContext,
  type TestFolder,
} from './ContractContext.ts';

/** MTP's containers have headers of 12 bytes, and bulk packets 64, 512 or 1,024. */
const packetBytes = [64, 512, 1_024, 16_384];
const awkwardSizes = [
  ...new Set([
    ...[0, 1, 499, 500, 501],
    ...packetBytes.flatMap((size) => [size - 13, size - 12, size - 11, size - 1, size, size + 1]),
  ]),
].toSorted((left, right) => left - right);

/** Writing: sizes, progress, what stands in the way, and what is left when it is broken off. */
export function describeWriting(context: ContractContext): void {
  if (!context.can('write')) return;

  for (const sizeBytes of awkwardSizes) {
    context.case(`writes ${sizeBytes} bytes`, async () => {
      const folder = await context.newFolder();
      const bytes = patternBytes(sizeBytes, sizeBytes);
      const written = await context.write(folder, 'file.bin', bytes);
      expect(written).toMatchObject({ name: 'file.bin', kind: 'file', sizeBytes });
      expect(written.parent).toEqual(folder.reference);
      await context.expectBytes(folder, written, bytes);
      await context.expectNames(folder, ['file.bin']);
    });
  }

  context.case('writes a large file, and says how far it is', async () => {
    const folder = await context.newFolder();
    const bytes = patternBytes(context.largeSizeBytes + 7);
    const told: number[] = [];
    const created: string[] = [];
    const written = await context.write(folder, 'large.bin', bytes, {
      onCreated(partial) {
        expect(told).toEqual([]);
        created.push(partial.name);
      },
      onProgress: (writtenBytes) => void told.push(writtenBytes),
    });
    await context.expectBytes(folder, written, bytes);
    expect(created).toHaveLength(1);
    expect(told).toEqual(told.toSorted((left, right) => left - right));
    expect(told.at(-1)).toBe(bytes.length);
    expect(told.length).toBeGreaterThan(1);
  });

  context.case('takes what comes in pieces of any size', async () => {
    const folder = await context.newFolder();
    const bytes = patternBytes(10_007);
    async function* pieces(): AsyncIterable<Uint8Array> {
      let from = 0;
      for (let size = 0; from < bytes.length; size = (size * 2 + 1) % 1_500) {
        yield await Promise.resolve(bytes.subarray(from, from + size));
        from += size;
      }
    }
    const written = await context.write(folder, 'pieces.bin', bytes, { open: pieces });
    await context.expectBytes(folder, written, bytes);
  });

  context.case('space that is taken is less free, and free again once removed', async () => {
    const folder = await context.newFolder();
    const bytes = patternBytes(context.largeSizeBytes);
    const free = async () => {
      const storages = valueOf(await context.connection.listStorages(noAbort));
      const own = storages.find(({ storageId }) => storageId === folder.reference.storageId);
      return own?.freeBytes ?? expect.fail('the storage is gone');
    };
    const differences: number[] = [];
    /** Was it all seen once? Others may take and free as much on the same disk, not at the same moment each time. */
    const isSeen = async (round: number): Promise<boolean> => {
      const before = await free();
      const written = await context.write(folder, `space ${round}.bin`, bytes);
      const full = await free();
      differences.push(before - full);
      if (!context.can('remove')) return before - full > bytes.length / 2;
      valueOf(await context.connection.remove(written.objectId, noAbort));
      const after = await free();
      differences.push(after - full);
      return before - full > bytes.length / 2 && after - full > bytes.length / 2;
    };
    for (let round = 0; round < 5; round += 1) if (await isSeen(round)) return;
    expect.fail(`free space went down and up by ${differences.join(', ')}`);
  });

  context.case('a name that is taken is refused, and what has it is unharmed', async () => {
    const folder = await context.newFolder();
    const bytes = patternBytes(2_000);
    const first = await context.write(folder, 'same.mp3', bytes);
    const failure = await fail(folder, { name: 'same.mp3' });
    expect(failure).toMatchObject({ error: { code: 'device.nameTaken' }, partial: null });
    await context.expectBytes(folder, first, bytes);
    await context.expectNames(folder, ['same.mp3']);
  });

  context.case('a name that differs only in case is taken where case does not count', async () => {
    const folder = await context.newFolder();
    const bytes = patternBytes(2_000);
    const first = await context.write(folder, 'Same.mp3', bytes);
    if (context.connection.capabilities.nameRules.caseSensitive) {
      await context.write(folder, 'sAME.mp3', patternBytes(100));
      await context.expectNames(folder, ['Same.mp3', 'sAME.mp3']);
    } else {
      expect((await fail(folder, { name: 'sAME.mp3' })).error.code).toBe('device.nameTaken');
      await context.expectNames(folder, ['Same.mp3']);
    }
    await context.expectBytes(folder, first, bytes);
  });

  context.case('what is too large is refused before a byte is read', async () => {
    const folder = await context.newFolder();
    const { maximumObjectBytes } = context.connection.capabilities;
    const storages = valueOf(await context.connection.listStorages(noAbort));
    const own = storages.find(({ storageId }) => storageId === folder.reference.storageId);
    const freeBytes = own?.freeBytes ?? expect.fail('the storage is gone');
    const open = () => expect.fail('a byte was read');
    const full = await fail(folder, { sizeBytes: freeBytes + 2 ** 30, open });
    const fullCode =
      freeBytes + 2 ** 30 > maximumObjectBytes ? 'device.objectTooLarge' : 'device.storageFull';
    expect(full).toMatchObject({ error: { code: fullCode }, partial: null });
    if (maximumObjectBytes < Number.MAX_SAFE_INTEGER) {
      const large = await fail(folder, { sizeBytes: maximumObjectBytes + 1, open });
      expect(large).toMatchObject({ error: { code: 'device.objectTooLarge' }, partial: null });
    }
    await context.expectNames(folder, []);
  });

  const brokenSources: readonly (readonly [string, Partial<WriteRequest>, string])[] = [
    ['ends early', { sizeBytes: 200_001 }, 'file.changed'],
    ['does not end', { sizeBytes: 150_000 }, 'file.changed'],
    ['cannot be read', { open: () => failingBytes() }, 'file.notFound'],
  ];
  for (const [what, request, code] of brokenSources) {
    context.case(`a source that ${what} is told, and nothing is left unnamed`, async () => {
      const folder = await context.newFolder();
      const failure = await fail(folder, request);
      expect(failure.error.code).toBe(code);
      await expectAccounted(folder, failure);
    });
  }

  context.case('writing is cancelled in mid-file, and nothing is left unnamed', async () => {
    const folder = await context.newFolder();
    const failure = await cancelHalfway(folder, patternBytes(context.largeSizeBytes));
    await expectAccounted(folder, failure);
    const bytes = patternBytes(1_234);
    await context.expectBytes(folder, await context.write(folder, 'next.bin', bytes), bytes);
  });

  context.case('writing that is cancelled before it begins leaves nothing', async () => {
    const folder = await context.newFolder();
    const failure = await fail(folder, { signal: AbortSignal.abort() });
    expect(failure).toMatchObject({ error: { code: 'app.cancelled' }, partial: null });
    await context.expectNames(folder, []);
  });

  context.case('calls at the same time do not mix', async () => {
    const folder = await context.newFolder();
    const contents = [1, 2, 3, 4].map((seed) => patternBytes(150_000 + seed, seed));
    const written = await Promise.all(
      contents.map((bytes, index) => context.write(folder, `file ${index}.bin`, bytes)),
    );
    const [read, names] = await Promise.all([
      Promise.all(written.map((object) => context.read(object))),
      context.names(folder),
    ]);
    for (const [index, bytes] of contents.entries()) {
      expectSameBytes(read[index] ?? new Uint8Array(), bytes);
    }
    expect(names).toEqual(['file 0.bin', 'file 1.bin', 'file 2.bin', 'file 3.bin']);
  });

  if (context.can('resumeWrite')) {
    context.case('a write that was broken off goes on where it was', async () => {
      const folder = await context.newFolder();
      const bytes = patternBytes(context.largeSizeBytes);
      const { partial } = await cancelHalfway(folder, bytes);
      if (partial === null) return expect.fail('nothing is left to resume');
      const opened: number[] = [];
      const request = writeRequest(bytes, { folder: folder.reference, name: 'half.bin' });
      const resumed = await context.connection.resumeWrite(partial.objectId, {
        ...request,
        open(offsetBytes) {
          opened.push(offsetBytes);
          return request.open(offsetBytes);
        },
      });
      const whole = valueOf(resumed);
      expect(whole).toMatchObject({ name: 'half.bin', sizeBytes: bytes.length });
      expect(opened).toHaveLength(1);
      expect(opened[0]).toBeGreaterThanOrEqual(partial.writtenBytes);
      await context.expectBytes(folder, whole, bytes);
      await context.expectNames(folder, ['half.bin']);
    });

    context.case('what had not arrived for certain is written anew', async () => {
      const folder = await context.newFolder();
      const bytes = patternBytes(context.largeSizeBytes);
      const { partial } = await cancelHalfway(folder, bytes);
      if (partial === null) return expect.fail('nothing is left to resume');
      const acknowledgedBytes = 65_536;
      const opened: number[] = [];
      const told: PartialObject[] = [];
      const request = writeRequest(bytes, { folder: folder.reference, name: 'half.bin' });
      const resumed = await context.connection.resumeWrite(partial.objectId, {
        ...request,
        acknowledgedBytes,
        onCreated: (created) => void told.push(created),
        open(offsetBytes) {
          // What goes on is told before a byte is asked for.
          expect(told).toMatchObject([{ name: partial.name }]);
          opened.push(offsetBytes);
          return request.open(offsetBytes);
        },
      });
      expect(opened).toHaveLength(1);
      expect(opened[0]).toBeLessThanOrEqual(acknowledgedBytes);
      await context.expectBytes(folder, valueOf(resumed), bytes);
    });
  }

  /** Writes 200,000 bytes that must not arrive. */
  async function fail(folder: TestFolder, request: Partial<WriteRequest>): Promise<WriteFailure> {
    const whole = writeRequest(patternBytes(200_000), {
      folder: folder.reference,
      name: 'broken.bin',
      ...request,
    });
    return errorOf(await context.connection.write(whole));
  }

  async function cancelHalfway(folder: TestFolder, bytes: Uint8Array): Promise<WriteFailure> {
    const controller = new AbortController();
    const failure = await fail(folder, {
      ...writeRequest(bytes, { folder: folder.reference, name: 'half.bin' }),
      signal: controller.signal,
      onProgress(writtenBytes) {
        if (writtenBytes > bytes.length / 2) controller.abort();
      },
    });
    expect(failure.error.code).toBe('app.cancelled');
    return failure;
  }

  /** What is in the folder is what the failure names; once it is removed the folder is empty. */
  async function expectAccounted(folder: TestFolder, { partial }: WriteFailure): Promise<void> {
    await context.expectNames(folder, partial === null ? [] : [partial.name]);
    if (partial === null || !context.can('remove')) return;
    const stated = valueOf(await context.connection.stat(partial.objectId, noAbort));
    expect(stated.name).toBe(partial.name);
    valueOf(await context.connection.remove(partial.objectId, noAbort));
    await context.expectNames(folder, []);
  }
}

async function* failingBytes(): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(patternBytes(70_000));
  throw new SourceReadError({ code: 'file.notFound', subject: 'gone.mp3' });
}
