import { beforeEach, expect, test, vi } from 'vitest';
import { FakeMonotonicClock } from '../../base/testing/FakeMonotonicClock.ts';
import { FakeDevice, fakeStorageId } from '../testing/fake/FakeDevice.ts';
import { openFake } from '../testing/openFake.ts';
import { passTimeFor, passTimeUntil } from '../testing/passTimeUntil.ts';
import { errorOf, valueOf } from '../testing/valueOf.ts';
import { quietMs, shareWithBackground, type SharedConnection } from './shareWithBackground.ts';

const { signal } = new AbortController();
const root = { storageId: fakeStorageId, folderId: null };
let clock: FakeMonotonicClock;
let fake: FakeDevice;
let shared: SharedConnection;

beforeEach(async () => {
  clock = new FakeMonotonicClock();
  fake = new FakeDevice({ clock });
  shared = shareWithBackground(await openFake(fake), clock);
});

test('the background asks at once where nobody else has', async () => {
  valueOf(await shared.background.listStorages(signal));
  expect(clock.pendingTimerCount).toBe(0);
});

test('the background waits until it has been quiet for a while', async () => {
  valueOf(await shared.foreground.listStorages(signal));
  const before = fake.transactionCount;
  const waiting = shared.background.listStorages(signal);
  clock.advance(quietMs - 1);
  valueOf(await shared.foreground.listStorages(signal));
  expect(fake.transactionCount).toBe(before + 1);
  valueOf(await passTimeFor(clock, waiting));
  expect(clock.nowMs()).toBeGreaterThanOrEqual(2 * quietMs - 1);
});

test('the background waits while the foreground asks, however long', async () => {
  fake.faults.stallsAtTransaction = fake.transactionCount + 1;
  const asking = shared.foreground.listStorages(signal);
  const waiting = shared.background.listStorages(signal);
  let isOver = false;
  void waiting.then(() => (isOver = true));
  for (let turn = 0; turn < 10; turn += 1) {
    clock.advance(quietMs);
    await Promise.resolve();
  }
  expect(isOver).toBe(false);
  fake.releaseStall();
  valueOf(await asking);
  valueOf(await passTimeFor(clock, waiting));
});

test('what the background asks is cut short when the foreground asks', async () => {
  fake.faults.stallsAtTransaction = fake.transactionCount + 1;
  const looking = shared.background.list(root, { signal, onEntries: () => undefined });
  await vi.waitFor(() => expect(fake.isStalled).toBe(true));
  const asked = shared.foreground.listStorages(signal);
  expect(errorOf(await looking).code).toBe('device.busy');
  valueOf(await asked);
});

test('a device that is busy with itself is not asked again at once', async () => {
  fake.faults.refusals.set('list', { code: 'device.busy' });
  const list = () => shared.background.list(root, { signal, onEntries: () => undefined });
  expect(errorOf(await list()).code).toBe('device.busy');
  const before = fake.transactionCount;
  const again = list();
  expect(fake.transactionCount).toBe(before);
  fake.faults.refusals.clear();
  await passTimeUntil(clock, () => fake.transactionCount > before);
  valueOf(await again);
});

test('a cancel ends the wait', async () => {
  valueOf(await shared.foreground.listStorages(signal));
  const controller = new AbortController();
  const waiting = shared.background.listStorages(controller.signal);
  controller.abort();
  expect(errorOf(await waiting).code).toBe('app.cancelled');
  expect(clock.pendingTimerCount).toBe(0);
});
