import { expect } from 'vitest';
import { patternBytes } from '../patternBytes.ts';
import { readBytes } from '../readBytes.ts';
import { errorOf, valueOf } from '../valueOf.ts';
import { expectSameBytes, noAbort, type ContractContext } from './ContractContext.ts';

/** Reading, whole and in part. */
export function describeReading(context: ContractContext): void {
  if (!context.can('read')) return;

  const file = async (sizeBytes: number) => {
    const bytes = patternBytes(sizeBytes);
    const object = await context.write(await context.newFolder(), 'file.bin', bytes);
    return { bytes, object };
  };

  /** A file to read, also where none can be written. */
  const anyFile = async () => {
    if (context.can('write')) return file(context.largeSizeBytes);
    const placed = (context.harness.placedFiles ?? []).toSorted(
      (left, right) => right.bytes.length - left.bytes.length,
    )[0];
    if (placed === undefined) return expect.fail('no file was placed');
    const { entries } = await context.list(await context.root());
    const object = entries.find(({ name }) => name === placed.name);
    return { bytes: placed.bytes, object: object ?? expect.fail('the placed file is not listed') };
  };

  context.case('reads a whole file', async () => {
    const { bytes, object } = await anyFile();
    expectSameBytes(await context.read(object), bytes);
  });

  context.case('reading waits for its receiver', async () => {
    const { bytes, object } = await anyFile();
    let receiving = 0;
    let received = 0;
    const read = await context.connection.read({
      objectId: object.objectId,
      offsetBytes: 0,
      lengthBytes: null,
      signal: noAbort,
      async onChunk(chunk) {
        receiving += 1;
        expect(receiving).toBe(1);
        await new Promise((resolve) => setImmediate(resolve));
        received += chunk.length;
        receiving -= 1;
      },
    });
    valueOf(read);
    expect(received).toBe(bytes.length);
  });

  context.case('reading is cancelled in mid-file, and the next call works', async () => {
    const { bytes, object } = await anyFile();
    const controller = new AbortController();
    let receivedBytes = 0;
    const cancelled = await readBytes(context.connection, {
      objectId: object.objectId,
      signal: controller.signal,
      onChunk(chunk) {
        receivedBytes += chunk.length;
        controller.abort();
      },
    });
    expect(errorOf(cancelled).code).toBe('app.cancelled');
    expect(receivedBytes).toBeLessThan(bytes.length);
    expectSameBytes(await context.read(object), bytes);
  });

  if (context.can('makeFolder')) {
    context.case('a folder has no bytes to read', async () => {
      const folder = await context.newFolder();
      const objectId = folder.reference.folderId ?? expect.fail('the folder is the root');
      const read = await readBytes(context.connection, { objectId });
      expect(errorOf(read).code).toBe('device.invalidRequest');
    });
  }

  if (!context.can('readRange')) return;

  const end = 100_000;
  const ranges: readonly (readonly [offset: number, length: number | null])[] = [
    [0, 1],
    [0, 512],
    [1, 511],
    [499, 2],
    [65_535, 2],
    [end - 1, null],
    [end - 1, 1],
    [10, 0],
    [end, null],
    [50_000, null],
    [0, end],
    [99_990, 1_000],
  ];
  for (const [offsetBytes, lengthBytes] of ranges) {
    context.case(`reads from ${offsetBytes}, ${lengthBytes ?? 'to the end'}`, async () => {
      const { bytes, object } = context.can('write') ? await file(end) : await anyFile();
      const to = lengthBytes === null ? bytes.length : offsetBytes + lengthBytes;
      const part = await readBytes(context.connection, {
        objectId: object.objectId,
        offsetBytes,
        lengthBytes,
      });
      expectSameBytes(valueOf(part), bytes.subarray(offsetBytes, to));
    });
  }
}
