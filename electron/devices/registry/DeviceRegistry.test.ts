import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { silentLogger } from '../../base/Logger.ts';
import { err } from '../../base/Result.ts';
import { FakeMonotonicClock } from '../../base/testing/FakeMonotonicClock.ts';
import { DeviceId, StorageId } from '../../contract/ids.ts';
import type { Device } from '../device/Device.ts';
import type { DeviceProvider } from '../DeviceProvider.ts';
import { FakeDevice, fakeStorageId } from '../testing/fake/FakeDevice.ts';
import { FakeProvider } from '../testing/fake/FakeProvider.ts';
import { passTimeFor, passTimeUntil } from '../testing/passTimeUntil.ts';
import { StubContentProvider } from '../testing/StubContentProvider.ts';
import { errorOf, valueOf } from '../testing/valueOf.ts';
import { DeviceRegistry, type DeviceRegistryOptions } from './DeviceRegistry.ts';

const { signal } = new AbortController();
const root = { storageId: fakeStorageId, folderId: null };
let clock: FakeMonotonicClock;
let one: FakeDevice;
let two: FakeDevice;
let provider: FakeProvider;
let registry: DeviceRegistry;
let told: string[];
let nowMs: number;

beforeEach(() => {
  clock = new FakeMonotonicClock();
  one = new FakeDevice({ number: 1, clock });
  two = new FakeDevice({ number: 2, clock });
  provider = new FakeProvider(one);
  nowMs = 1_000;
  make();
});
afterEach(() => passTimeFor(clock, Promise.resolve(registry[Symbol.asyncDispose]())));

function make(options: Partial<DeviceRegistryOptions> = {}): void {
  registry = new DeviceRegistry({
    providers: [provider],
    fallback: null,
    contentProvider: { forDevice: () => new StubContentProvider() },
    clock,
    logger: silentLogger,
    nowMs: () => nowMs,
    known: [],
    ...options,
  });
  told = [];
  registry.notifications.subscribe((notification) =>
    told.push(
      [
        notification.kind,
        notification.deviceId,
        ...('storageId' in notification ? [notification.storageId] : []),
      ].join(' '),
    ),
  );
}

function deviceOf({ identity }: FakeDevice): Device {
  return registry.device(identity.deviceId) ?? expect.fail('the device is not there');
}

const ready = (fake: FakeDevice) =>
  vi.waitFor(() => expect(deviceOf(fake).status.state).toBe('ready'));
const present = () => registry.devices.map(({ identity }) => identity.deviceId as string);

describe('arrival and removal', () => {
  test('WD-35 what is there when it starts arrives, and is opened', async () => {
    await registry.start();
    expect(told).toEqual(['deviceArrived fake-1']);
    await ready(one);
    expect(present()).toEqual(['fake-1']);
  });

  test('WD-35 a device that is plugged in later arrives, one that is pulled is removed', async () => {
    await registry.start();
    provider.add(two);
    await ready(two);
    expect(told).toEqual(['deviceArrived fake-1', 'deviceArrived fake-2']);
    two.unplug();
    expect(told.at(-1)).toBe('deviceRemoved fake-2');
    await registry.refresh();
    expect(told).toHaveLength(3);
    expect(present()).toEqual(['fake-1']);
  });

  test('WD-35 a card that comes and goes is told with its device', async () => {
    await registry.start();
    await ready(one);
    await vi.waitFor(() => expect(deviceOf(one).storages).toHaveLength(1));
    const card = { storageId: StorageId.parse('card'), label: 'Card', removable: true };
    one.insertCard({ ...card, capacityBytes: 1_000, freeBytes: 1_000, readOnly: false });
    await vi.waitFor(() => expect(told.at(-1)).toBe('mediaArrived fake-1 card'));
    one.removeCard(card.storageId);
    await vi.waitFor(() => expect(told.at(-1)).toBe('mediaRemoved fake-1 card'));
  });

  test('WD-33 an event is only a trigger: what did not change is not told', async () => {
    await registry.start();
    await ready(one);
    await Promise.all([registry.refresh(), registry.refresh()]);
    expect(told).toEqual(['deviceArrived fake-1']);
    expect(provider.openings).toHaveLength(1);
  });

  test('WD-33 what no event told of is found by asking', async () => {
    await registry.start();
    await ready(one);
    const silent = new FakeProvider(one, two);
    provider.enumerate = () => silent.enumerate();
    await registry.refresh();
    expect(told).toEqual(['deviceArrived fake-1', 'deviceArrived fake-2']);
  });

  test('WD-36 the objects of an unplugged device fail, and work again after a new enumeration', async () => {
    await registry.start();
    await ready(one);
    const device = deviceOf(one);
    const connection = device.connection ?? expect.fail('it is not open');
    one.unplug();
    expect(errorOf(await connection.listStorages(signal)).code).toBe('device.disconnected');
    const made = await device.operations.makeFolder(root, 'Music', { signal });
    expect(errorOf(made).code).toBe('device.disconnected');
    one.plug();
    await ready(one);
    expect(deviceOf(one)).toBe(device);
    expect(errorOf(await connection.listStorages(signal)).code).toBe('device.disconnected');
    valueOf(await device.operations.makeFolder(root, 'Music', { signal }));
    expect(told).toEqual(['deviceArrived fake-1', 'deviceRemoved fake-1', 'deviceArrived fake-1']);
  });

  test('a device that was replugged before anybody looked is found again', async () => {
    await registry.start();
    await ready(one);
    one.events.emit({ kind: 'lost', error: { code: 'device.disconnected' } });
    expect(told.at(-1)).toBe('deviceRemoved fake-1');
    await passTimeUntil(clock, () => told.at(-1) === 'deviceArrived fake-1');
    await ready(one);
  });
});

describe('several devices', () => {
  beforeEach(async () => {
    provider.add(two);
    await registry.start();
    await Promise.all([ready(one), ready(two)]);
  });

  test('WD-07 sessions of two devices are independent', async () => {
    const [first, second] = [deviceOf(one), deviceOf(two)];
    valueOf(await first.beginSession(['transferToDevice'], null, signal));
    valueOf(await second.beginSession(['delete'], null, signal));
    valueOf(await first.endSession(['transferToDevice'], null, signal));
    expect(second.session.state).toEqual({ phase: 'active', types: ['delete'] });
    one.unplug();
    expect(second.session.state.phase).toBe('active');
  });

  test('WD-39 a device that is silent, or gone, holds up no other', async () => {
    one.faults.stallsAtTransaction = one.transactionCount + 1;
    const silent = deviceOf(one).operations.makeFolder(root, 'never', { signal });
    valueOf(await deviceOf(two).operations.makeFolder(root, 'Music', { signal }));
    one.unplug();
    expect(errorOf(await silent).code).toBe('device.disconnected');
    valueOf(await deviceOf(two).operations.makeFolder(root, 'Videos', { signal }));
  });

  test('WD-32 a device with two storages is one device', async () => {
    const card = { storageId: StorageId.parse('card'), label: 'Card', removable: true };
    one.insertCard({ ...card, capacityBytes: 1_000, freeBytes: 1_000, readOnly: false });
    await registry.refresh();
    expect(present()).toEqual(['fake-1', 'fake-2']);
    await vi.waitFor(() => expect(deviceOf(one).storages).toHaveLength(2));
  });
});

describe('several providers', () => {
  test('WD-39 a provider that throws, or never answers, holds up no other', async () => {
    const throwing = new FakeProvider();
    throwing.enumerate = () => Promise.reject(new RangeError('a bug'));
    const silent = new FakeProvider();
    silent.enumerate = () => new Promise(() => undefined);
    silent[Symbol.asyncDispose] = () => Promise.resolve();
    make({ providers: [throwing, silent, provider] });
    void registry.start();
    await ready(one);
    expect(registry.failures).toEqual([{ place: 'fake', error: { code: 'app.internal' } }]);
    // The one that never answers is not waited for when the registry goes.
    make();
  });

  test('a device that two providers find is opened by the first alone', async () => {
    const second = new FakeProvider(one);
    make({ providers: [provider, second] });
    await registry.start();
    await ready(one);
    expect(told).toEqual(['deviceArrived fake-1']);
    expect(provider.openings).toHaveLength(1);
    expect(second.openings).toHaveLength(0);
  });

  test('places that could not be searched are told', async () => {
    provider.failures = [{ place: 'nas.local:3240', error: { code: 'device.unreachable' } }];
    await registry.start();
    expect(registry.failures).toEqual(provider.failures);
  });
});

describe('a fallback', () => {
  let libmtp: FakeProvider;
  let opened: FakeDevice;

  beforeEach(() => {
    opened = new FakeDevice({ number: 9, clock });
    libmtp = new FakeProvider(opened);
    libmtp.name = 'libmtp';
    provider.name = 'mtp';
    make({ fallback: { provider: libmtp, of: 'mtp' } });
  });

  test('is not asked while our own stack opens the device', async () => {
    let askedCount = 0;
    countEnumerations(libmtp, () => (askedCount += 1));
    await registry.start();
    await ready(one);
    expect(askedCount).toBe(0);
    expect(present()).toEqual(['fake-1']);
  });

  test('takes over the only device when our own stack could not open it', async () => {
    one.obstacle = { code: 'device.protocol' };
    await registry.start();
    await vi.waitFor(() => expect(present()).toEqual(['fake-9']));
    await ready(opened);
    const triedCount = provider.openings.length;
    clock.advance(60_000);
    expect(provider.openings).toHaveLength(triedCount);
  });

  test.each(['device.locked', 'device.exclusiveAccess', 'device.permissionDenied'] as const)(
    'is not asked for a device that is %s: that is for its owner to change',
    async (code) => {
      let askedCount = 0;
      countEnumerations(libmtp, () => (askedCount += 1));
      one.obstacle = { code };
      await registry.start();
      await vi.waitFor(() => expect(deviceOf(one).status.problem?.code).toBe(code));
      expect(askedCount).toBe(0);
    },
  );

  test('is not asked where it could take the wrong device', async () => {
    one.obstacle = { code: 'device.protocol' };
    provider.add(two);
    await registry.start();
    await ready(two);
    await vi.waitFor(() => expect(deviceOf(one).status.state).toBe('obstructed'));
    expect(present()).toEqual(['fake-1', 'fake-2']);
  });

  test('lets go when the device is pulled, and our own stack tries first again', async () => {
    one.obstacle = { code: 'device.protocol' };
    await registry.start();
    await vi.waitFor(() => expect(present()).toEqual(['fake-9']));
    opened.unplug();
    one.unplug();
    await registry.refresh();
    expect(present()).toEqual([]);
    one.obstacle = null;
    one.plug();
    await ready(one);
    expect(present()).toEqual(['fake-1']);
  });
});

describe('what was seen', () => {
  test('is known with the time it came, and went', async () => {
    await registry.start();
    expect(registry.known).toMatchObject([
      { identity: { deviceId: 'fake-1' }, lastSeenAtMs: 1_000 },
    ]);
    await ready(one);
    nowMs = 5_000;
    one.unplug();
    expect(registry.known).toMatchObject([{ lastSeenAtMs: 5_000 }]);
  });

  test('in earlier runs is known too, and is the same when it comes back', async () => {
    make({ known: [{ identity: one.identity, location: 'fake', lastSeenAtMs: 10 }] });
    one.unplug();
    await registry.start();
    expect(registry.known).toMatchObject([{ lastSeenAtMs: 10 }]);
    one.plug();
    await ready(one);
    expect(registry.known).toMatchObject([{ lastSeenAtMs: 1_000 }]);
  });

  test('is forgotten when it is asked for, unless it is plugged in', async () => {
    await registry.start();
    await ready(one);
    expect(await registry.forget(one.identity.deviceId)).toBe(false);
    one.unplug();
    expect(await registry.forget(one.identity.deviceId)).toBe(true);
    expect(registry.known).toEqual([]);
    expect(registry.device(one.identity.deviceId)).toBeUndefined();
    expect(await registry.forget(DeviceId.parse('nobody'))).toBe(false);
  });

  test('is forgotten when it is gone and listed all the same', async () => {
    vi.spyOn(provider, 'open').mockResolvedValue(err({ code: 'device.notFound' }));
    await registry.start();
    await vi.waitFor(() => {
      expect(registry.device(one.identity.deviceId)?.status.state).toBe('lost');
    });
    expect(await registry.forget(one.identity.deviceId)).toBe(true);
    expect(registry.known).toEqual([]);
    await registry.refresh();
    expect(registry.known).toMatchObject([{ identity: one.identity }]);
  });
});

test('a device that has something new in its way is told', async () => {
  one.obstacle = { code: 'device.exclusiveAccess' };
  await registry.start();
  expect(deviceOf(one).status.problem?.code).toBe('device.exclusiveAccess');
  one.obstacle = null;
  await registry.refresh();
  await ready(one);
});

test('leaves no timer, no watcher and no connection behind', async () => {
  await registry.start();
  await ready(one);
  await passTimeFor(clock, Promise.resolve(registry[Symbol.asyncDispose]()));
  expect(clock.pendingTimerCount).toBe(0);
  expect(provider.watcherCount).toBe(0);
  expect(one.openConnectionCount).toBe(0);
});

function countEnumerations(of: DeviceProvider, count: () => void): void {
  const enumerate = of.enumerate.bind(of);
  of.enumerate = (asked) => {
    count();
    return enumerate(asked);
  };
}
