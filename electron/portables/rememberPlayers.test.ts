import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { silentLogger } from '../base/Logger.ts';
import { FakeMonotonicClock } from '../base/testing/FakeMonotonicClock.ts';
import type { DeviceCandidate } from '../devices/DeviceProvider.ts';
import { DeviceRegistry } from '../devices/registry/DeviceRegistry.ts';
import type { KnownDevice } from '../devices/registry/KnownDevice.ts';
import { FakeDevice } from '../devices/testing/fake/FakeDevice.ts';
import { FakeProvider } from '../devices/testing/fake/FakeProvider.ts';
import { passTimeFor } from '../devices/testing/passTimeUntil.ts';
import { StubContentProvider } from '../devices/testing/StubContentProvider.ts';
import { ReadyDevices } from '../sync/execution/ReadyDevices.ts';
import { rememberPlayers } from './rememberPlayers.ts';

let fake: FakeDevice;
let registry: DeviceRegistry;
let nowMs: number;
let seen: KnownDevice[];
/** As the player is found, before it was opened. */
let found: Partial<DeviceCandidate>;

beforeEach(() => {
  const clock = new FakeMonotonicClock();
  fake = new FakeDevice({ clock });
  nowMs = 1_000;
  seen = [];
  found = { identity: { ...fake.identity, name: '18d1:4ee1' } };
  const provider = new FakeProvider(fake);
  const enumerate = provider.enumerate.bind(provider);
  provider.enumerate = async () => {
    const { candidates, failures } = await enumerate();
    return { candidates: candidates.map((each) => ({ ...each, ...found })), failures };
  };
  registry = new DeviceRegistry({
    providers: [provider],
    fallback: null,
    contentProvider: { forDevice: () => new StubContentProvider() },
    clock,
    logger: silentLogger,
    nowMs: () => nowMs,
    known: [],
  });
  const ready = new ReadyDevices(registry);
  const noteSeen = (device: KnownDevice) => Promise.resolve(void seen.push(device));
  const { changes: readyChanges } = ready;
  const remembering = rememberPlayers({ registry, readyChanges, memory: { noteSeen } });
  onTestFinished(async () => {
    remembering[Symbol.dispose]();
    ready[Symbol.dispose]();
    await passTimeFor(clock, registry[Symbol.asyncDispose]());
  });
});

test('a player is remembered by the name it tells itself, and by when it was here last', async () => {
  await registry.start();
  const { name } = fake.identity;
  await vi.waitFor(() => expect(seen.at(-1)?.identity.name).toBe(name));
  nowMs = 5_000;
  fake.unplug();
  expect(seen.at(-1)).toMatchObject({ identity: { name }, lastSeenAtMs: 5_000 });
});

test('one of which nobody knows who it is is not remembered', async () => {
  fake.obstacle = { code: 'device.permissionDenied' };
  found = { isUnread: true };
  await registry.start();
  expect(registry.devices).toHaveLength(1);
  fake.unplug();
  await registry.refresh();
  expect(registry.devices).toHaveLength(0);
  expect(seen).toEqual([]);
});
