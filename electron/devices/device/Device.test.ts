import { beforeEach, describe, expect, test, vi } from 'vitest';
import { silentLogger } from '../../base/Logger.ts';
import { FakeMonotonicClock } from '../../base/testing/FakeMonotonicClock.ts';
import { StorageId } from '../../contract/ids.ts';
import type { FolderReference } from '../DeviceObject.ts';
import type { DeviceCandidate } from '../DeviceProvider.ts';
import { StubContentProvider } from '../testing/StubContentProvider.ts';
import { FakeDevice, fakeStorageId } from '../testing/fake/FakeDevice.ts';
import { FakeProvider } from '../testing/fake/FakeProvider.ts';
import { insertSource } from '../testing/insertSource.ts';
import { passTimeFor, passTimeUntil } from '../testing/passTimeUntil.ts';
import { patternBytes } from '../testing/patternBytes.ts';
import { errorOf, valueOf } from '../testing/valueOf.ts';
import { Device } from './Device.ts';
import { storageIntervalMs } from './StorageWatch.ts';

const { signal } = new AbortController();
const root = { storageId: fakeStorageId, folderId: null };
let clock: FakeMonotonicClock;
let fake: FakeDevice;
let provider: FakeProvider;
let contentProvider: StubContentProvider;
let device: Device;

beforeEach(() => {
  clock = new FakeMonotonicClock();
  fake = new FakeDevice({ clock });
  provider = new FakeProvider(fake);
  contentProvider = new StubContentProvider();
  device = new Device({
    candidate: candidate(),
    provider,
    contentProvider: { forDevice: () => contentProvider },
    clock,
    logger: silentLogger,
  });
});

function candidate(obstacle: DeviceCandidate['obstacle'] = null): DeviceCandidate {
  return { identity: fake.identity, location: 'fake 1', obstacle };
}

const state = () => device.status.state;
const reaches = (wanted: string) => vi.waitFor(() => expect(state()).toBe(wanted));

async function plugIn(): Promise<void> {
  device.appeared(candidate());
  await reaches('ready');
}

const insert = (name = 'track.mp3') =>
  device.operations.insert({
    placement: { kind: 'into', folder: root },
    source: insertSource(patternBytes(200_000)),
    name,
    signal,
  });

describe('statuses', () => {
  test('WD-29 initialising while it is opened, then ready', async () => {
    const states: string[] = [];
    device.changes.subscribe(() => void states.push(state()));
    await plugIn();
    expect(states[0]).toBe('initialising');
    expect(device.status).toEqual({ state: 'ready', problem: null, operation: null });
  });

  test('WD-29 busy, with the operation, exactly while one runs', async () => {
    await plugIn();
    const seen = new Map<string, unknown>();
    device.changes.subscribe(() => void seen.set(state(), device.status.operation));
    valueOf(await insert());
    expect(seen.get('busy')).toMatchObject({ kind: 'inserting', estimatedBytes: 200_000 });
    expect(device.status).toEqual({ state: 'ready', problem: null, operation: null });
  });

  test('WD-29 locked until its owner unlocks it, asked quietly and steadily', async () => {
    fake.obstacle = { code: 'device.locked' };
    device.appeared(candidate());
    await reaches('locked');
    expect(device.status.problem?.code).toBe('device.locked');
    for (const _ of [1, 2, 3]) {
      clock.advance(2_999);
      const before = provider.openings.length;
      clock.advance(1);
      await vi.waitFor(() => expect(provider.openings).toHaveLength(before + 1));
      await vi.waitFor(() => expect(clock.pendingTimerCount).toBe(1));
      expect(state()).toBe('locked');
    }
    fake.obstacle = null;
    clock.advance(3_000);
    await reaches('ready');
    expect(clock.pendingTimerCount).toBe(0);
  });

  test('WD-29 obstructed with the reason, until it is out of the way', async () => {
    device.appeared(candidate({ code: 'device.exclusiveAccess', details: 'gvfs' }));
    expect(device.status).toMatchObject({
      state: 'obstructed',
      problem: { code: 'device.exclusiveAccess', details: 'gvfs' },
    });
    expect(provider.openings).toEqual([]);
    await plugIn();
  });

  test('WD-29 lost when it is unplugged, and ready when it is plugged in again', async () => {
    await plugIn();
    fake.unplug();
    expect(state()).toBe('lost');
    fake.plug();
    await plugIn();
  });
});

describe('WD-30 a device that is not ready refuses instead of waiting', () => {
  const refusal = async () => errorOf(await insert()).error.code;

  test('WD-30 while it is initialising it is busy', async () => {
    device.appeared(candidate());
    expect(await refusal()).toBe('device.busy');
    await reaches('ready');
  });

  test('WD-30 locked, obstructed and lost tell so', async () => {
    expect(await refusal()).toBe('device.disconnected');
    device.appeared(candidate({ code: 'device.permissionDenied' }));
    expect(await refusal()).toBe('device.permissionDenied');
    fake.obstacle = { code: 'device.locked' };
    device.retry();
    await reaches('locked');
    expect(await refusal()).toBe('device.locked');
    expect(errorOf(await device.beginSession(['delete'], null, signal)).error.code).toBe(
      'device.locked',
    );
  });
});

test('its battery is read when it is opened, and again when it says that something is another', async () => {
  fake.batteryPercent = 80;
  await plugIn();
  await vi.waitFor(() => expect(device.batteryPercent).toBe(80));
  fake.batteryPercent = 79;
  fake.events.emit({ kind: 'propertiesChanged' });
  await vi.waitFor(() => expect(device.batteryPercent).toBe(79));
  fake.batteryPercent = 78;
  await device.readBattery();
  expect(device.batteryPercent).toBe(78);
  fake.unplug();
  expect(device.batteryPercent).toBeNull();
});

test('free space is read again after copies, not for each of them', async () => {
  await plugIn();
  await device.readStorages();
  const [before] = device.storages;
  valueOf(await insert('first.mp3'));
  valueOf(await insert('second.mp3'));
  const copied = fake.transactionCount;
  expect(device.storages[0]?.freeBytes).toBe(before?.freeBytes);
  clock.advance(storageIntervalMs);
  await vi.waitFor(() =>
    expect(device.storages[0]?.freeBytes).toBeLessThan(before?.freeBytes ?? 0),
  );
  expect(fake.transactionCount).toBe(copied + 1);
});

describe('a device that falls silent', () => {
  beforeEach(async () => {
    await plugIn();
    await device.readStorages();
  });

  test('is recovering, and ready again when it lets go of the call', async () => {
    fake.faults.stallsAtTransaction = fake.transactionCount + 1;
    fake.faults.stallOutlivesAbort = true;
    const inserting = insert();
    await passTimeUntil(clock, () => state() === 'recovering', 1_000);
    expect(errorOf(await inserting).error.code).toBe('device.timedOut');
    expect(errorOf(await insert()).error.code).toBe('device.busy');
    fake.releaseStall();
    await reaches('ready');
    valueOf(await insert('second.mp3'));
    expect(provider.openings).toHaveLength(1);
  });

  test('and stays so is opened anew, spaced, and reset last', async () => {
    fake.faults.stallsAtTransaction = fake.transactionCount + 1;
    fake.faults.stallOutlivesAbort = true;
    fake.faults.wedgesAfterStall = true;
    fake.faults.wedgeNeedsReset = true;
    const inserting = insert();
    await passTimeUntil(clock, () => provider.openings.length === 4, 500);
    await inserting;
    expect(provider.openings.map(({ approach }) => approach)).toEqual([
      'gently',
      'gently',
      'gently',
      'afterReset',
    ]);
    await reaches('ready');
  });

  test('and cannot be brought back is lost, until it is plugged in anew', async () => {
    fake.faults.stallsAtTransaction = fake.transactionCount + 1;
    fake.faults.stallOutlivesAbort = true;
    const inserting = insert();
    await passTimeUntil(clock, () => state() === 'recovering', 500);
    fake.obstacle = { code: 'device.timedOut' };
    await passTimeUntil(clock, () => state() === 'lost', 500);
    await inserting;
    expect(device.status.problem?.code).toBe('device.timedOut');
    fake.releaseStall();
    fake.obstacle = null;
    device.vanished();
    await plugIn();
  });
});

describe('sessions', () => {
  test('WD-02 every device has one to ask for, also where a provider takes no part in it', async () => {
    await plugIn();
    expect(device.session.state.phase).toBe('none');
    valueOf(await device.beginSession(['transferToDevice'], null, signal));
    expect(contentProvider.calls.map(({ call }) => call)).toEqual(['begin']);
    valueOf(await device.endSession(['transferToDevice'], null, signal));
  });

  test('WD-10 a session makes inserting cheaper, and nothing else different', async () => {
    await plugIn();
    await device.readStorages();
    const transactions = async (name: string) => {
      const before = fake.transactionCount;
      valueOf(await insert(name));
      return fake.transactionCount - before;
    };
    const without = await transactions('without.mp3');
    valueOf(await device.beginSession(['transferToDevice'], null, signal));
    expect(await transactions('within.mp3')).toBe(without - 4);
    valueOf(await device.endSession(['transferToDevice'], null, signal));
    expect(await transactions('after.mp3')).toBe(without);
  });

  test('WD-11 a session keeps nobody else out', async () => {
    await plugIn();
    valueOf(await device.beginSession(['transferToDevice'], null, signal));
    valueOf(await device.operations.makeFolder(root, 'Music', { signal }));
    fake.addFromOutside({ name: 'outside.mp3', kind: 'file' });
    expect(device.session.state.phase).toBe('active');
  });

  test('a session ends with the connection, and the content provider lets go', async () => {
    await plugIn();
    valueOf(await device.beginSession(['transferToDevice'], null, signal));
    fake.unplug();
    expect(device.session.state.phase).toBe('none');
    expect(contentProvider.calls.map(({ call }) => call)).toEqual(['begin', 'end']);
    const ended = await device.endSession(['transferToDevice'], null, signal);
    expect(errorOf(ended).error.code).toBe('device.noSession');
  });
});

describe('storages', () => {
  test('WD-34 it is explored storage by storage, and folder by folder', async () => {
    await plugIn();
    await device.readStorages();
    const music = fake.add({ name: 'Music', kind: 'folder' });
    const within = { storageId: fakeStorageId, folderId: music.objectId };
    fake.add({ name: 'deep.mp3', kind: 'file', parent: within });
    const names = async (folder: FolderReference) => {
      const found: string[] = [];
      await device.connection?.list(folder, {
        signal,
        onEntries: (entries) => void found.push(...entries.map(({ name }) => name)),
      });
      return found;
    };
    const [storage] = device.storages;
    const storageId = storage?.storageId ?? expect.fail('it has no storage');
    expect(await names({ storageId, folderId: null })).toEqual(['Music']);
    expect(await names(within)).toEqual(['deep.mp3']);
  });

  test('WD-35 a card that comes or goes is told, with the storages as they are', async () => {
    await plugIn();
    await vi.waitFor(() => expect(device.storages).toHaveLength(1));
    const changes: string[] = [];
    device.mediaChanges.subscribe(
      ({ kind, storage }) => void changes.push(`${kind} ${storage.label}`),
    );
    const card = {
      storageId: StorageId.parse('card'),
      label: 'Card',
      capacityBytes: 1_000,
      freeBytes: 500,
      removable: true,
      readOnly: false,
    };
    fake.insertCard(card);
    await vi.waitFor(() => expect(changes).toEqual(['mediaArrived Card']));
    expect(device.storages.map(({ label }) => label)).toEqual(['Internal storage', 'Card']);
    fake.removeCard(card.storageId);
    await vi.waitFor(() => expect(changes).toEqual(['mediaArrived Card', 'mediaRemoved Card']));
  });

  test('say how much is free after a file was written', async () => {
    await plugIn();
    await device.readStorages();
    const before = device.storages[0]?.freeBytes ?? 0;
    valueOf(await insert());
    await device.readStorages();
    expect(before - (device.storages[0]?.freeBytes ?? 0)).toBe(200_000);
    fake.unplug();
    expect(device.storages).toEqual([]);
  });
});

test('ejected it is let go until it is plugged in anew', async () => {
  await plugIn();
  valueOf(await device.eject(signal));
  expect(device.status).toEqual({ state: 'lost', problem: null, operation: null });
  expect(errorOf(await device.eject(signal)).code).toBe('device.disconnected');
  await plugIn();
});

test('an attempt to open it that is overtaken by events comes to nothing', async () => {
  device.appeared(candidate());
  device.vanished();
  device.appeared(candidate());
  await reaches('ready');
  expect(fake.openConnectionCount).toBe(1);
  device.vanished();
  await vi.waitFor(() => expect(fake.openConnectionCount).toBe(0));
});

test('an opening that takes for ever ends as a device that is silent', async () => {
  provider.open = () => new Promise(() => undefined);
  device.appeared(candidate());
  await passTimeUntil(clock, () => state() === 'obstructed', 1_000);
  expect(device.status.problem?.code).toBe('device.timedOut');
});

test('leaves no timer, no listener and no connection behind', async () => {
  await plugIn();
  await passTimeFor(clock, device[Symbol.asyncDispose]());
  expect(clock.pendingTimerCount).toBe(0);
  expect(fake.openConnectionCount).toBe(0);
  expect(fake.events.listenerCount).toBe(1);
});
