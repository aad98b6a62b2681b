import { beforeEach, describe, expect, test } from 'vitest';
import { FakeMonotonicClock } from '../../base/testing/FakeMonotonicClock.ts';
import type { DeviceConnection } from '../DeviceConnection.ts';
import { FakeDevice, fakeOperations, fakeStorageId } from '../testing/fake/FakeDevice.ts';
import { openFake } from '../testing/openFake.ts';
import { passTimeFor } from '../testing/passTimeUntil.ts';
import { patternBytes } from '../testing/patternBytes.ts';
import { readBytes } from '../testing/readBytes.ts';
import { errorOf, valueOf } from '../testing/valueOf.ts';
import { writeRequest } from '../testing/writeRequest.ts';
import { retry } from './retry.ts';

const { signal } = new AbortController();
const folder = { storageId: fakeStorageId, folderId: null };
const bytes = patternBytes(300_000);
let clock: FakeMonotonicClock;
let device: FakeDevice;
let connection: DeviceConnection;

beforeEach(() => connect(new FakeDevice()));

async function connect(to: FakeDevice): Promise<void> {
  clock = new FakeMonotonicClock();
  device = to;
  connection = retry(await openFake(device), { clock, delaysMs: [100, 200] });
}

const passingTime = <Value>(call: Promise<Value>) => passTimeFor(clock, call);

/** The next `count` transactions are refused. */
function refuseNext(count: number): void {
  const upTo = device.transactionCount + count;
  device.faults.refusals.set('listStorages', { code: 'device.failed' });
  device.transactionBegun.subscribe((number) => {
    if (number > upTo) device.faults.refusals.clear();
  });
}

test('what only looks is asked again, spaced', async () => {
  refuseNext(2);
  valueOf(await passingTime(connection.listStorages(signal)));
  expect(device.transactionCount).toBe(3);
  expect(clock.nowMs()).toBeGreaterThanOrEqual(300);
});

test('it gives up after the last attempt, with the last error', async () => {
  refuseNext(99);
  expect(errorOf(await passingTime(connection.listStorages(signal))).code).toBe('device.failed');
  expect(device.transactionCount).toBe(3);
});

test.each([
  'device.disconnected',
  'device.locked',
  'device.noSuchObject',
  'app.cancelled',
] as const)('%s is not asked again: it will be the same', async (code) => {
  device.faults.refusals.set('listStorages', { code });
  expect(errorOf(await connection.listStorages(signal)).code).toBe(code);
  expect(device.transactionCount).toBe(1);
});

test('a cancel ends the wait', async () => {
  refuseNext(99);
  const controller = new AbortController();
  const call = connection.listStorages(controller.signal);
  controller.abort();
  expect(errorOf(await call).code).toBe('app.cancelled');
  expect(device.transactionCount).toBe(1);
  expect(clock.pendingTimerCount).toBe(0);
});

test('what changes something is asked once', async () => {
  const { objectId } = device.add({ name: 'file', kind: 'file' });
  for (const operation of ['remove', 'rename', 'makeFolder', 'write'] as const) {
    device.faults.refusals.set(operation, { code: 'device.failed' });
  }
  const before = () => device.transactionCount;
  const outcomes = [
    await once(() => connection.remove(objectId, signal)),
    await once(() => connection.rename(objectId, 'other', signal)),
    await once(() => connection.makeFolder(folder, 'folder', signal)),
  ];
  expect(outcomes).toEqual([1, 1, 1]);
  const written = await connection.write(writeRequest(bytes, { folder, name: 'x' }));
  expect(errorOf(written).error.code).toBe('device.failed');

  async function once(call: () => Promise<unknown>): Promise<number> {
    const start = before();
    await call();
    return before() - start;
  }
});

describe('reading', () => {
  const read = () => {
    const { objectId } = device.add({ name: 'file', kind: 'file', bytes });
    device.transactionBegun.subscribe((number) => {
      if (number === 4) device.faults.refusals.set('read', { code: 'device.protocol' });
      if (number === 5) device.faults.refusals.clear();
    });
    return passingTime(readBytes(connection, { objectId }));
  };

  test('goes on behind what was received', async () => {
    expect(Buffer.from(valueOf(await read())).equals(bytes)).toBe(true);
    // 1 + 5 pieces at once; 1 + 2 before the failure, the failure, 1 + 3 after it.
    expect(device.transactionCount).toBe(8);
  });

  test('is over where a device cannot read a part', async () => {
    const operations = new Set(fakeOperations.filter((operation) => operation !== 'readRange'));
    await connect(new FakeDevice({ capabilities: { operations } }));
    expect(errorOf(await read()).code).toBe('device.protocol');
    expect(device.transactionCount).toBe(4);
  });
});

test('a listing that told something is not asked again', async () => {
  for (let file = 0; file < 300; file += 1) device.add({ name: `${file}`, kind: 'file' });
  device.transactionBegun.subscribe((number) => {
    if (number === 3) device.faults.refusals.set('list', { code: 'device.failed' });
  });
  const names: string[] = [];
  const onEntries = (entries: readonly { readonly name: string }[]) =>
    void names.push(...entries.map(({ name }) => name));
  expect(errorOf(await connection.list(folder, { signal, onEntries })).code).toBe('device.failed');
  expect(names).toHaveLength(100);
  expect(device.transactionCount).toBe(3);
});

test('a listing that told nothing is asked again', async () => {
  device.add({ name: 'file', kind: 'file' });
  device.faults.refusals.set('list', { code: 'device.busy' });
  device.transactionBegun.subscribe((number) => {
    if (number === 2) device.faults.refusals.clear();
  });
  const names: string[] = [];
  const listing = connection.list(folder, {
    signal,
    onEntries: (entries) => void names.push(...entries.map(({ name }) => name)),
  });
  valueOf(await passingTime(listing));
  expect(names).toEqual(['file']);
});
