import { expect, test } from 'vitest';
import type { DeviceObject } from '../../../DeviceObject.ts';
import { valueOf } from '../../../testing/valueOf.ts';
import { responseCodes } from '../codec/codes/responseCodes.ts';
import { connectFake, type FakeConnected } from '../testing/connectFake.ts';
import { FakeResponder } from '../testing/FakeResponder.ts';

const { signal } = new AbortController();

async function listRoot({ connection, root }: FakeConnected): Promise<readonly DeviceObject[]> {
  const entries: DeviceObject[] = [];
  const onEntries = (some: readonly DeviceObject[]) => void entries.push(...some);
  valueOf(await connection.list(root, { signal, onEntries }));
  return entries;
}

const reading = {
  offsetBytes: 0,
  lengthBytes: null,
  signal,
  onChunk: () => Promise.resolve(),
} as const;

test('a file of which nobody tells how much more than 4 GiB it has is not read in part', async () => {
  const responder = new FakeResponder();
  responder.store.add({ fileName: 'film.mkv', statedBytes: 5 * 2 ** 30 });
  responder.operations.advertised.delete('GetObjectPropList');
  responder.faults.refuses.GetObjectPropValue = responseCodes.ObjectPropNotSupported;
  const fake = await connectFake(responder);
  const [file] = await listRoot(fake);
  const { connection } = fake;
  const { objectId, sizeBytes } = file ?? expect.fail('it is not listed');
  const asked = responder.transactions.length;
  expect(await connection.read({ ...reading, objectId })).toEqual({
    ok: false,
    error: { code: 'device.objectTooLarge', subject: 'film.mkv' },
  });
  expect(await connection.read({ ...reading, objectId, lengthBytes: sizeBytes })).toMatchObject({
    error: { code: 'device.objectTooLarge' },
  });
  expect(responder.transactions.slice(asked).join()).not.toMatch(/GetObject,|GetPartial/);
});

test('a part is asked for at once, and the object only when less of it comes', async () => {
  const responder = new FakeResponder();
  responder.store.add({ fileName: 'song.mp3', bytes: new Uint8Array(100) });
  const fake = await connectFake(responder);
  const [file] = await listRoot(fake);
  const { objectId } = file ?? expect.fail('it is not listed');
  const askedFor = async (offsetBytes: number, lengthBytes: number) => {
    const asked = responder.transactions.length;
    const read = await fake.connection.read({ ...reading, objectId, offsetBytes, lengthBytes });
    expect(read).toEqual({ ok: true });
    return responder.transactions.slice(asked);
  };
  expect(await askedFor(0, 100)).toEqual(['GetPartialObject64']);
  expect(await askedFor(90, 20)).toEqual(['GetPartialObject64', 'GetObjectInfo']);
});

test.each([
  [['GetPartialObject64', 'GetPartialObject'] as const, 0],
  [['GetPartialObject64'] as const, 2 ** 32 - 1],
  [[] as const, Number.MAX_SAFE_INTEGER],
])('without %j parts are read of the first %d bytes', async (missing, rangedBytes) => {
  const responder = new FakeResponder();
  for (const name of missing) responder.operations.advertised.delete(name);
  const { capabilities } = (await connectFake(responder)).connection;
  expect(capabilities.rangedBytes).toBe(rangedBytes);
  expect(capabilities.operations.has('readRange')).toBe(rangedBytes > 0);
  expect(capabilities.operations.has('read')).toBe(true);
});

test('what a part that fails is told with is the object’s own fault', async () => {
  const responder = new FakeResponder();
  responder.store.add({ fileName: 'song.mp3', bytes: new Uint8Array(100) });
  responder.faults.refuses.GetPartialObject64 = responseCodes.AccessDenied;
  const fake = await connectFake(responder);
  const [file] = await listRoot(fake);
  const { objectId } = file ?? expect.fail('it is not listed');
  const read = (offsetBytes: number) =>
    fake.connection.read({ ...reading, objectId, offsetBytes, lengthBytes: 10 });
  expect(await read(0)).toMatchObject({ error: { code: 'device.writeProtected' } });
  expect(await read(100)).toEqual({ ok: true });
});

test.each([
  ['from its property list', []],
  ['from its property', ['GetObjectPropList' as const]],
])('the size of a file of more than 4 GiB is known %s', async (_, missing) => {
  const responder = new FakeResponder();
  responder.store.add({ fileName: 'film.mkv', statedBytes: 5 * 2 ** 30 });
  for (const operation of missing) responder.operations.advertised.delete(operation);
  expect(await listRoot(await connectFake(responder))).toMatchObject([{ sizeBytes: 5 * 2 ** 30 }]);
});

test('a size that a property list cannot tell in 32 bits is asked for by itself', async () => {
  const responder = new FakeResponder();
  responder.store.add({ fileName: 'film.mkv', statedBytes: 5 * 2 ** 30 });
  responder.faults.listsSmallSizes = true;
  expect(await listRoot(await connectFake(responder))).toMatchObject([{ sizeBytes: 5 * 2 ** 30 }]);
});
