import { beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeMonotonicClock } from '../../base/testing/FakeMonotonicClock.ts';
import type { FolderReference } from '../DeviceObject.ts';
import { FakeDevice, fakeStorageId } from '../testing/fake/FakeDevice.ts';
import { openFake } from '../testing/openFake.ts';
import { passTimeFor, passTimeUntil } from '../testing/passTimeUntil.ts';
import { patternBytes } from '../testing/patternBytes.ts';
import { piecesOf } from '../testing/piecesOf.ts';
import { errorOf, valueOf } from '../testing/valueOf.ts';
import { writeRequest } from '../testing/writeRequest.ts';
import type { SettlingConnection } from './SettlingConnection.ts';
import { timeout } from './timeout.ts';

const limits = { idleMs: 1_000, removalIdleMs: 5_000, settleMs: 3_000 };
const folder: FolderReference = { storageId: fakeStorageId, folderId: null };
const bytes = patternBytes(300_000);
const { signal } = new AbortController();
let clock: FakeMonotonicClock;
let device: FakeDevice;
let connection: SettlingConnection;
let told: string[];

beforeEach(async () => {
  clock = new FakeMonotonicClock();
  device = new FakeDevice({ clock });
  connection = timeout(await openFake(device), { clock, limits });
  told = [];
  connection.events.subscribe((event) => void told.push(event.kind));
});

const stalled = () => vi.waitFor(() => expect(device.isStalled).toBe(true));

test('what is answered in time is passed on', async () => {
  valueOf(await connection.listStorages(signal));
  expect(clock.pendingTimerCount).toBe(0);
  expect(told).toEqual([]);
});

test('silence ends a call, which the device is told to let go of', async () => {
  device.faults.stallsAtTransaction = 1;
  const call = connection.listStorages(signal);
  await stalled();
  clock.advance(999);
  expect(device.isStalled).toBe(true);
  clock.advance(1);
  expect(errorOf(await call).code).toBe('device.timedOut');
  await vi.waitFor(() => expect(told).toEqual(['recovering', 'recovered']));
  expect(connection.isSettling).toBe(false);
  valueOf(await connection.listStorages(signal));
});

test('a removal may be silent for longer', async () => {
  const { objectId } = device.add({ name: 'folder', kind: 'folder' });
  device.faults.stallsAtTransaction = 1;
  const call = connection.remove(objectId, signal);
  await stalled();
  clock.advance(4_999);
  expect(device.isStalled).toBe(true);
  clock.advance(1);
  expect(errorOf(await call).code).toBe('device.timedOut');
});

describe('a call that stays on the wire', () => {
  beforeEach(async () => {
    device.faults.stallsAtTransaction = 1;
    device.faults.stallOutlivesAbort = true;
    const call = connection.listStorages(signal);
    await stalled();
    clock.advance(1_000);
    expect(errorOf(await call).code).toBe('device.timedOut');
  });

  test('keeps the connection recovering until the device has let go', async () => {
    expect(told).toEqual(['recovering']);
    expect(connection.isSettling).toBe(true);
    device.releaseStall();
    await vi.waitFor(() => expect(told).toEqual(['recovering', 'recovered']));
    clock.advance(10_000);
    expect(told).toEqual(['recovering', 'recovered']);
  });

  test('loses the device when it never does', async () => {
    clock.advance(3_000);
    expect(told).toEqual(['recovering', 'lost']);
    expect(errorOf(await connection.listStorages(signal)).code).toBe('device.disconnected');
    device.releaseStall();
    expect(told).toEqual(['recovering', 'lost']);
  });

  test('an unplugged device is lost once', async () => {
    device.unplug();
    await vi.waitFor(() => expect(connection.isSettling).toBe(false));
    expect(told).toEqual(['recovering', 'lost']);
    expect(clock.pendingTimerCount).toBe(0);
  });
});

test('a cancel that the device does not heed times out as well', async () => {
  device.faults.stallsAtTransaction = 1;
  device.faults.stallOutlivesAbort = true;
  const controller = new AbortController();
  const call = connection.listStorages(controller.signal);
  await stalled();
  controller.abort();
  clock.advance(1_000);
  expect(errorOf(await call).code).toBe('device.timedOut');
});

test('a cancel reaches the device', async () => {
  device.faults.stallsAtTransaction = 1;
  const controller = new AbortController();
  const call = connection.listStorages(controller.signal);
  await stalled();
  controller.abort();
  expect(errorOf(await call).code).toBe('app.cancelled');
  expect(told).toEqual([]);
});

describe('what goes on takes as long as it likes', () => {
  test('a write, which leaves what was written when it falls silent at last', async () => {
    device.faults.latencyMs = 150;
    device.faults.stallsAtTransaction = 21;
    const large = patternBytes(20 * 65_536);
    const writing = connection.write(writeRequest(large, { folder, name: 'slow.bin' }));
    await passTimeUntil(clock, () => device.isStalled, 150);
    expect(clock.nowMs()).toBeGreaterThan(2_500);
    clock.advance(1_000);
    const found = device.contents.at(fakeStorageId, ['slow.bin']);
    // Four transactions to prepare it, one to make it.
    expect(errorOf(await writing)).toEqual({
      error: { code: 'device.timedOut' },
      partial: { objectId: found?.objectId, name: 'slow.bin', writtenBytes: 15 * 65_536 },
    });
  });

  test('a listing', async () => {
    for (let file = 0; file < 1_000; file += 1) device.add({ name: `${file}`, kind: 'file' });
    device.faults.latencyMs = 450;
    const listing = connection.list(folder, { signal, onEntries: () => undefined });
    valueOf(await passTimeFor(clock, listing, 450));
    expect(clock.nowMs()).toBeGreaterThan(4_000);
  });

  test('a source that is slow to read', async () => {
    const opened = Promise.withResolvers<undefined>();
    const goOn = Promise.withResolvers<undefined>();
    async function* slow() {
      opened.resolve(undefined);
      await goOn.promise;
      yield* piecesOf(bytes);
    }
    const writing = connection.write(writeRequest(bytes, { folder, name: 'x.bin', open: slow }));
    await opened.promise;
    clock.advance(60_000);
    goOn.resolve(undefined);
    valueOf(await writing);
  });

  test('a receiver that is slow to take', async () => {
    const { objectId } = device.add({ name: 'x.bin', kind: 'file', bytes });
    const received = Promise.withResolvers<undefined>();
    const goOn = Promise.withResolvers<undefined>();
    const reading = connection.read({
      objectId,
      offsetBytes: 0,
      lengthBytes: null,
      signal,
      onChunk() {
        received.resolve(undefined);
        return goOn.promise;
      },
    });
    await received.promise;
    clock.advance(60_000);
    goOn.resolve(undefined);
    valueOf(await reading);
  });
});

test('passes on what the device tells', () => {
  device.addFromOutside({ name: 'x', kind: 'file' });
  device.unplug();
  expect(told).toEqual(['objectAdded', 'lost']);
});

test('a source is closed when the device fails', async () => {
  let isClosed = false;
  async function* source() {
    try {
      yield* piecesOf(bytes);
    } finally {
      isClosed = true;
    }
  }
  device.faults.disappearsAtTransaction = 6;
  const written = await connection.write(
    writeRequest(bytes, { folder, name: 'x.bin', open: source }),
  );
  expect(errorOf(written).error.code).toBe('device.disconnected');
  expect(isClosed).toBe(true);
});
