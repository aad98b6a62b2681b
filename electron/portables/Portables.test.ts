import { writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { silentLogger } from '../base/Logger.ts';
import { err, ok, type Result } from '../base/Result.ts';
import { FakeMonotonicClock } from '../base/testing/FakeMonotonicClock.ts';
import { TemporaryFolder } from '../base/testing/TemporaryFolder.ts';
import type { DeviceSnapshot } from '../contract/devices.ts';
import type { AppError } from '../contract/errors.ts';
import {
  CallId,
  ClientId,
  FolderId,
  type DeviceId,
  type ObjectId,
  type PlanId,
} from '../contract/ids.ts';
import { quietMs } from '../devices/decorators/shareWithBackground.ts';
import { DeviceRegistry } from '../devices/registry/DeviceRegistry.ts';
import { FakeDevice, fakeStorageId } from '../devices/testing/fake/FakeDevice.ts';
import { FakeProvider } from '../devices/testing/fake/FakeProvider.ts';
import { StubContentProvider } from '../devices/testing/StubContentProvider.ts';
import { valueOf } from '../devices/testing/valueOf.ts';
import { Downloads } from '../files/Downloads.ts';
import { ArtStore } from '../library/ArtStore.ts';
import { Activities } from '../player/Activities.ts';
import { DeviceMemory } from '../state/DeviceMemory.ts';
import { TransferJournal } from '../sync/journal/TransferJournal.ts';
import { newTransfer } from '../sync/testing/newTransfer.ts';
import { batteryIntervalMs } from './facts/PlayerFacts.ts';
import { CapturingPublisher } from './testing/CapturingPublisher.ts';
import { devicesIntervalMs } from './publishPortables.ts';
import { Portables } from './Portables.ts';
import { HeldReads } from './reading/HeldReads.ts';
import { PlayerFiles } from './reading/PlayerFiles.ts';
import { reachablePlayer } from './reachablePlayer.ts';

// Threads take their time to start on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
const patience = { timeout: 40_000 };

const { signal } = new AbortController();
const client = ClientId.parse('page');
const callId = CallId.parse('call');
const root = { storageId: fakeStorageId, folderId: null };

let clock: FakeMonotonicClock;
let folder: TemporaryFolder;
let fake: FakeDevice;
let provider: FakeProvider;
let memory: DeviceMemory;
let portables: Portables;
let journal: TransferJournal;
let topics: CapturingPublisher;
let noticed: AppError[];
/** What another machine says that is to be added. */
let hostAnswer: Result<void, AppError>;
let sourcesChanged: ReturnType<typeof vi.fn<() => void>>;

beforeEach(async () => {
  noticed = [];
  hostAnswer = ok();
  clock = new FakeMonotonicClock();
  folder = new TemporaryFolder();
  fake = new FakeDevice({ clock });
  provider = new FakeProvider(fake);
  sourcesChanged = vi.fn();
  memory = await DeviceMemory.open({ folder: folder.path });
  const databaseFile = folder.file('transfers.sqlite');
  journal = valueOf(await TransferJournal.open({ databaseFile }));
  const registry = new DeviceRegistry({
    providers: [provider],
    fallback: null,
    contentProvider: { forDevice: () => new StubContentProvider() },
    clock,
    logger: silentLogger,
    nowMs: () => 1_000,
    known: [],
  });
  const noMedia = () => Promise.resolve(err({ code: 'file.notMedia' as const }));
  portables = new Portables({
    created: { registry, sourcesChanged, checkHost: () => Promise.resolve(hostAnswer) },
    memory,
    journal,
    tagReader: { read: noMedia, readRanged: noMedia },
    art: new ArtStore(folder.file('art')),
    uploads: {
      roomFor: () => Promise.resolve('kept'),
      open: () => err({ code: 'upload.gone' }),
      want: () => Promise.resolve(err({ code: 'upload.gone' })),
    },
    playerFiles: new PlayerFiles(
      (deviceId) => reachablePlayer(registry, deviceId),
      new HeldReads(registry),
    ),
    downloads: new Downloads(clock),
    queue: {
      rowsOf: () => Promise.resolve(ok([])),
      setDeviceErrors: () => Promise.resolve(ok(undefined)),
    },
    queueReceiver: () => expect.fail('nothing is played'),
    activities: new Activities(clock),
    notices: {
      add: (error) => {
        noticed.push(error);
        return null;
      },
    },
    folders: {
      resolve: () => Promise.resolve(ok(folder.path)),
      realRoots: () => Promise.resolve([folder.path]),
    },
    dialogs: null,
    inhibitSleep: () => new DisposableStack(),
    clock,
    logger: silentLogger,
    now: () => new Date(0),
  });
  topics = new CapturingPublisher();
  const publishing = portables.publish(topics);
  onTestFinished(async () => {
    publishing[Symbol.dispose]();
    await portables[Symbol.asyncDispose]();
    await journal[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });
  await portables.start();
  await vi.waitFor(() => expect(shown().storages).toHaveLength(1), patience);
});

/** What pages know a moment later. */
function shown(): DeviceSnapshot {
  clock.advance(devicesIntervalMs);
  return topics.get('devices')[0] ?? expect.fail('there is no player');
}

const id = (): DeviceId => shown().deviceId;
const sort = { by: 'name', descending: false } as const;

/** What a page sees that looks at the root. */
async function openRoot() {
  const { devices } = portables;
  const listingId = valueOf(await devices.openListing(client, id(), root));
  return async () => {
    const page = await devices.listingPage({ listingId, offset: 0, limit: 100, sort }, signal);
    return valueOf(page).rows.map(({ name }) => name);
  };
}

describe('a player', () => {
  test('is shown with its battery, which is asked for again now and then', async () => {
    expect(shown()).toMatchObject({
      name: 'Fake player 1',
      status: 'ready',
      batteryPercent: 80,
      heldBy: null,
      permissionRule: null,
    });
    fake.batteryPercent = 61;
    clock.advance(batteryIntervalMs);
    await vi.waitFor(() => expect(shown().batteryPercent).toBe(61), patience);
  });

  test('is told of again only when something is otherwise', async () => {
    const before = topics.published.length;
    valueOf(await portables.devices.refresh(null));
    expect(topics.published.slice(before)).not.toContain('devices');
    await memory.setPreferences(id(), { name: 'Kitchen' });
    clock.advance(devicesIntervalMs);
    expect(topics.published.slice(before)).toContain('devices');
  });

  test('that changes again and again is told of ten times a second at most', async () => {
    const deviceId = id();
    clock.advance(devicesIntervalMs);
    const before = topics.published.length;
    const toldCount = () =>
      topics.published.slice(before).filter((name) => name === 'devices').length;
    for (const name of ['Ada', 'Bea', 'Cleo']) await memory.setPreferences(deviceId, { name });
    expect([toldCount(), topics.get('devices')[0]?.name]).toEqual([1, 'Ada']);
    clock.advance(devicesIntervalMs);
    expect([toldCount(), topics.get('devices')[0]?.name]).toEqual([2, 'Cleo']);
  });

  test('is shown with what is on it, when it has nothing else to do', async () => {
    fake.add({ name: 'a.mp3', kind: 'file', format: 'mp3', bytes: new Uint8Array(1_000) });
    expect(shown().storages[0]?.contentBytes).toBeNull();
    await vi.waitFor(() => {
      clock.advance(quietMs);
      expect(shown().storages[0]?.contentBytes).toMatchObject({ music: 1_000 });
    }, patience);
  });

  test('is called as the person wants, and forgotten only when it is not here', async () => {
    const { devices } = portables;
    valueOf(await devices.setPreferences(id(), { name: 'Ada’s' }));
    expect(shown().name).toBe('Ada’s');
    const { deviceId } = shown();
    expect(await devices.forget(deviceId)).toMatchObject({
      error: { code: 'device.invalidRequest' },
    });
    fake.unplug();
    await vi.waitFor(() => expect(shown().status).toBe('absent'), patience);
    valueOf(await devices.forget(deviceId));
    expect(noticed).toEqual([]);
    expect(topics.get('devices')).toEqual([]);
    expect(memory.devices).toEqual([]);
  });

  test('on which a part of a copy is, is not forgotten without a word', async () => {
    const deviceId = id();
    valueOf(await journal.add(deviceId, [newTransfer('a.mp3')]));
    const transfer = valueOf(await journal.ask('next', { deviceId })) ?? expect.fail('it is gone');
    fake.unplug();
    await vi.waitFor(() => expect(shown().status).toBe('absent'), patience);
    const leftover = { name: 'a.mp3', stage: 'writing' } as const;
    const { transferId } = transfer;
    valueOf(await journal.change('noteLeftover', { deviceId, transferId, leftover }));
    valueOf(await portables.devices.forget(deviceId));
    expect(noticed).toEqual([{ code: 'transfer.partsLeft', subject: 'a.mp3', count: 1 }]);
  });

  test('is let go when it is ejected', async () => {
    valueOf(await portables.devices.eject(id(), signal));
    expect(shown().status).toBe('absent');
  });
});

describe('what is done to files', () => {
  test('is seen in the folders that are looked at', async () => {
    const { devices } = portables;
    const names = await openRoot();
    const made = valueOf(await devices.makeFolder(id(), root, 'Music', signal));
    await vi.waitFor(async () => expect(await names()).toEqual(['Music']), patience);
    valueOf(await devices.rename(id(), made, 'Sounds', signal));
    await vi.waitFor(async () => expect(await names()).toEqual(['Sounds']), patience);
    const file = fake.addFromOutside({ name: 'from outside.txt', kind: 'file' });
    await vi.waitFor(async () => {
      clock.advance(500);
      expect(await names()).toEqual(['Sounds', 'from outside.txt']);
    }, patience);
    const some = (...objectIds: ObjectId[]) => ({ kind: 'some' as const, objectIds });
    const folderOnIt = { storageId: fakeStorageId, folderId: made };
    const moving = { callId, deviceId: id(), selection: some(file.objectId), folder: folderOnIt };
    expect(valueOf(await devices.move(moving, signal))).toMatchObject({ doneCount: 1 });
    await vi.waitFor(async () => expect(await names()).toEqual(['Sounds']), patience);
    const removing = { callId, deviceId: id(), selection: some(made, file.objectId) };
    expect(valueOf(await devices.remove(removing, signal))).toMatchObject({
      doneCount: 1,
      failedCount: 1,
      failures: [{ code: 'device.noSuchObject' }],
    });
    await vi.waitFor(async () => expect(await names()).toEqual([]), patience);
  });

  test('on a player that is not there is refused with the reason', async () => {
    fake.unplug();
    const refused = await portables.devices.makeFolder(id(), root, 'Music', signal);
    expect(refused).toMatchObject({ error: { code: 'device.disconnected' } });
  });
});

describe('places where players are looked for', () => {
  test('are added, told with what is wrong there, and taken away', async () => {
    const { devices } = portables;
    expect(await devices.addHost('no host', signal)).toMatchObject({
      error: { code: 'device.unreachable', subject: 'no host' },
    });
    const unsupported = { error: { code: 'app.unsupportedHere' } };
    expect(await devices.addFolder({ kind: 'dialog' })).toMatchObject(unsupported);
    const unreachable = { code: 'device.unreachable', subject: 'nas.local:3240' } as const;
    hostAnswer = err(unreachable);
    expect(await devices.addHost('nas.local', signal)).toEqual(hostAnswer);
    expect(topics.get('deviceSources')).toEqual([]);
    hostAnswer = ok();
    expect(valueOf(await devices.addHost('nas.local', signal))).toEqual({ deviceId: null });
    const browsed = { kind: 'browsed', folderId: FolderId.parse('f') } as const;
    expect(valueOf(await devices.addFolder(browsed))).toEqual({ deviceId: null });
    expect(sourcesChanged).toHaveBeenCalledTimes(2);
    const problem = { code: 'device.unreachable', subject: 'nas.local:3240' } as const;
    provider.failures = [{ place: 'nas.local:3240', error: problem }];
    valueOf(await devices.refresh(null));
    expect(topics.get('deviceSources')).toMatchObject([
      { kind: 'host', label: 'nas.local', problem },
      { kind: 'folder', problem: null },
    ]);
    const [host] = topics.get('deviceSources');
    valueOf(await devices.removeSource(host?.sourceId ?? expect.fail('it is not there')));
    expect(topics.get('deviceSources')).toMatchObject([{ kind: 'folder' }]);
  });
});

describe('copies', () => {
  const inRoot = { kind: 'folder', folder: root } as const;

  async function planOf(name: string, sizeBytes: number): Promise<PlanId> {
    writeFileSync(folder.file(name), new Uint8Array(sizeBytes));
    const planId = valueOf(await portables.transfers.plan(client, id(), inRoot));
    const receiver = valueOf(portables.receiverOf(planId));
    const path = folder.file(name);
    valueOf(await receiver.add([{ kind: 'path', path, relativePath: name }]));
    receiver.end();
    await vi.waitFor(() => {
      clock.advance(100);
      expect(topics.get('transferPlans')[0]).toMatchObject({ state: 'ready', copyCount: 1 });
    }, patience);
    return planId;
  }

  const revision = () => topics.get('transferPlans')[0]?.revision ?? -1;

  test('are carried out as they were shown, and listed', async () => {
    const { transfers } = portables;
    const names = await openRoot();
    const planId = await planOf('a.mp3', 1_000);
    const page = valueOf(transfers.planPage({ planId, offset: 0, limit: 9, only: 'all' }));
    expect(page.rows).toMatchObject([{ targetPath: 'a.mp3', step: 'copy' }]);
    expect(await transfers.start(planId, revision() - 1)).toMatchObject({
      error: { code: 'transfer.planGone' },
    });
    valueOf(await transfers.start(planId, revision()));
    expect(topics.get('transferPlans')).toEqual([]);
    await vi.waitFor(
      () => expect(topics.get('transfers')).toMatchObject([{ state: 'idle', doneCount: 1 }]),
      patience,
    );
    await vi.waitFor(async () => expect(await names()).toEqual(['a.mp3']), patience);
    const request = { deviceId: id(), offset: 0, limit: 9, only: 'done' } as const;
    expect(valueOf(await transfers.page(request))).toMatchObject({
      count: 1,
      rows: [{ name: 'a.mp3', state: 'done', doneBytes: 1_000 }],
    });
    expect(valueOf(await transfers.readLog(id()))).toContain('a.mp3');
    valueOf(await transfers.clearFinished(id()));
    expect(topics.get('transfers')).toEqual([]);
  });

  test('keep their plan when they could not be written down', async () => {
    const { transfers } = portables;
    const planId = await planOf('a.mp3', 1_000);
    vi.spyOn(journal, 'add').mockResolvedValueOnce(err({ code: 'file.diskFull' }));
    expect(await transfers.start(planId, revision())).toMatchObject({
      error: { code: 'file.diskFull' },
    });
    const started = transfers.start(planId, revision());
    expect(await transfers.start(planId, revision())).toMatchObject({
      error: { code: 'transfer.planGone' },
    });
    valueOf(await started);
    expect(topics.get('transferPlans')).toEqual([]);
  });

  test('that run would be cut short by an end, and halt and go on as told', async () => {
    const { transfers } = portables;
    const planId = await planOf('a.mp3', 1_000_000);
    expect(portables.runningCopies).toEqual([]);
    const stalled = new Promise<void>((resolve) => {
      const subscription = fake.transactionBegun.subscribe((transaction) => {
        if (!fake.contents.childrenOf(root).some(({ pieces }) => pieces.length > 0)) return;
        fake.faults.stallsAtTransaction = transaction;
        subscription[Symbol.dispose]();
        resolve();
      });
    });
    valueOf(await transfers.start(planId, revision()));
    await stalled;
    expect(portables.runningCopies).toEqual([{ playerName: 'Fake player 1', remainingCount: 1 }]);
    valueOf(await transfers.pause(id()));
    await vi.waitFor(
      () => expect(topics.get('transfers')).toMatchObject([{ state: 'paused', current: null }]),
      patience,
    );
    expect(portables.runningCopies).toEqual([]);
    valueOf(await transfers.cancel(id(), 'all'));
    await vi.waitFor(() => expect(fake.contents.childrenOf(root)).toEqual([]), patience);
    valueOf(await transfers.retry(id(), 'all'));
    await vi.waitFor(
      () => expect(topics.get('transfers')).toMatchObject([{ state: 'idle', doneCount: 1 }]),
      patience,
    );
  });

  test('that nobody wants any more are gone with their plan, or their page', async () => {
    const { transfers } = portables;
    const planId = await planOf('a.mp3', 1_000);
    transfers.discardPlan(planId);
    const gone = { error: { code: 'transfer.planGone' } };
    expect(await transfers.start(planId, 1)).toMatchObject(gone);
    expect(transfers.decide({ planId, index: 'all', decision: 'skip' })).toMatchObject(gone);
    expect(transfers.replan(planId, inRoot)).toMatchObject(gone);
    const other = valueOf(await transfers.plan(client, id(), inRoot));
    portables.clientGone(client);
    expect(portables.receiverOf(other)).toMatchObject(gone);
  });
});
