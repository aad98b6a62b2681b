import { beforeEach, expect, test, vi } from 'vitest';
import { FakeMonotonicClock } from '../../base/testing/FakeMonotonicClock.ts';
import type { DeviceConnection } from '../DeviceConnection.ts';
import { FakeDevice, fakeStorageId } from '../testing/fake/FakeDevice.ts';
import { openFake } from '../testing/openFake.ts';
import { patternBytes } from '../testing/patternBytes.ts';
import { errorOf, valueOf } from '../testing/valueOf.ts';
import { writeRequest } from '../testing/writeRequest.ts';
import { serial } from './serial.ts';
import { timeout } from './timeout.ts';

const { signal } = new AbortController();
const folder = { storageId: fakeStorageId, folderId: null };
let clock: FakeMonotonicClock;
let device: FakeDevice;
let connection: DeviceConnection;

beforeEach(async () => {
  clock = new FakeMonotonicClock();
  device = new FakeDevice({ clock });
  const limits = { idleMs: 1_000, removalIdleMs: 1_000, settleMs: 1_000_000 };
  connection = serial(timeout(await openFake(device), { clock, limits }));
});

const stalled = () => vi.waitFor(() => expect(device.isStalled).toBe(true));

test('a second call waits for the first', async () => {
  device.faults.stallsAtTransaction = 3;
  const ended: string[] = [];
  const bytes = patternBytes(200_000);
  const writing = connection
    .write(writeRequest(bytes, { folder, name: 'x.bin' }))
    .then(() => ended.push('write'));
  const listing = connection.listStorages(signal).then(() => ended.push('list'));
  await stalled();
  expect(device.transactionCount).toBe(3);
  device.releaseStall();
  await Promise.all([writing, listing]);
  expect(ended).toEqual(['write', 'list']);
});

test('what is cancelled while it waits never reaches the device', async () => {
  device.faults.stallsAtTransaction = 1;
  const first = connection.listStorages(signal);
  const controller = new AbortController();
  const second = connection.makeFolder(folder, 'never', controller.signal);
  controller.abort();
  expect(errorOf(await second).code).toBe('app.cancelled');
  device.releaseStall();
  valueOf(await first);
  valueOf(await connection.listStorages(signal));
  expect(device.transactionCount).toBe(2);
});

test('the gate stays shut until the device has let go of what timed out', async () => {
  device.faults.stallsAtTransaction = 1;
  device.faults.stallOutlivesAbort = true;
  const first = connection.listStorages(signal);
  const waiting = connection.listStorages(signal);
  await stalled();
  clock.advance(1_000);
  expect(errorOf(await first).code).toBe('device.timedOut');
  expect(errorOf(await waiting).code).toBe('device.busy');
  const write = connection.write(writeRequest(patternBytes(1), { folder, name: 'x' }));
  expect(errorOf(await write)).toEqual({ error: { code: 'device.busy' }, partial: null });
  expect(device.transactionCount).toBe(1);

  const recovered = Promise.withResolvers<undefined>();
  connection.events.subscribe((event) => {
    if (event.kind === 'recovered') recovered.resolve(undefined);
  });
  device.releaseStall();
  await recovered.promise;
  valueOf(await connection.listStorages(signal));
});
