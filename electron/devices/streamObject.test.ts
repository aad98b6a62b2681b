import { beforeEach, expect, test } from 'vitest';
import { SourceReadError } from './SourceReadError.ts';
import { streamObject } from './streamObject.ts';
import { FakeConnection } from './testing/fake/FakeConnection.ts';
import { FakeDevice } from './testing/fake/FakeDevice.ts';
import { patternBytes } from './testing/patternBytes.ts';

const { signal } = new AbortController();
const bytes = patternBytes(300_000);
let device: FakeDevice;
let connection: FakeConnection;

beforeEach(() => {
  device = new FakeDevice();
  connection = new FakeConnection(device);
});

function stream(
  request: { signal?: AbortSignal; offsetBytes?: number; lengthBytes?: number } = {},
) {
  const { objectId } = device.add({ name: 'file.bin', kind: 'file', bytes });
  return streamObject(connection, {
    objectId,
    offsetBytes: 0,
    lengthBytes: null,
    signal,
    ...request,
  });
}

test('gives all bytes in order', async () => {
  expect((await collect(stream())).equals(bytes)).toBe(true);
});

test('gives a part', async () => {
  const part = await collect(stream({ offsetBytes: 70_000, lengthBytes: 100_001 }));
  expect(part.equals(bytes.subarray(70_000, 170_001))).toBe(true);
});

test('reads no further than it is taken', async () => {
  const chunks = stream();
  await chunks.next();
  const { transactionCount } = device;
  await chunks.next();
  expect(device.transactionCount).toBeLessThanOrEqual(transactionCount + 1);
  await chunks.return();
});

test('who stops early leaves the device ready for the next call', async () => {
  for await (const chunk of stream()) {
    expect(chunk.length).toBeGreaterThan(0);
    break;
  }
  expect(device.transactionCount).toBeLessThan(4);
  expect((await connection.listStorages(signal)).ok).toBe(true);
});

test('a device that fails is thrown', async () => {
  device.faults.disappearsAtTransaction = 3;
  await expect(collect(stream())).rejects.toEqual(
    new SourceReadError({ code: 'device.disconnected' }),
  );
});

test('a cancel is thrown as one', async () => {
  const controller = new AbortController();
  const chunks = stream({ signal: controller.signal });
  await chunks.next();
  controller.abort();
  await expect(collect(chunks)).rejects.toMatchObject({ error: { code: 'app.cancelled' } });
});

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const collected: Uint8Array[] = [];
  for await (const chunk of chunks) collected.push(chunk);
  return Buffer.concat(collected);
}
