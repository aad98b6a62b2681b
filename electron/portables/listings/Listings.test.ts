import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { silentLogger } from '../../base/Logger.ts';
import { err, ok } from '../../base/Result.ts';
import type { DeviceFolder, ListingSnapshot, ObjectSelection } from '../../contract/devices.ts';
import { ClientId, ObjectId, type ListingId } from '../../contract/ids.ts';
import { fakeStorageId } from '../../devices/testing/fake/FakeDevice.ts';
import { valueOf } from '../../devices/testing/valueOf.ts';
import { TestPlayer } from '../../sync/testing/TestPlayer.ts';
import { listingIntervalMs, Listings, maximumListingsPerClient } from './Listings.ts';

// Threads take their time to start on a busy machine.
vi.setConfig({ testTimeout: 30_000 });
const patience = { timeout: 20_000 };

const client = ClientId.parse('client');
const root: DeviceFolder = { storageId: fakeStorageId, folderId: null };
const { signal } = new AbortController();

let player: TestPlayer;
let listings: Listings;
beforeEach(async () => {
  player = new TestPlayer();
  listings = new Listings({
    connection: () => {
      const { connection } = player.device;
      return connection === null ? err({ code: 'device.disconnected' }) : ok(connection);
    },
    clock: player.clock,
    logger: silentLogger,
  });
  onTestFinished(async () => {
    await listings[Symbol.asyncDispose]();
    await player[Symbol.asyncDispose]();
  });
  await vi.waitFor(() => expect(player.device.storages).toHaveLength(1), patience);
});

function add(name: string, kind: 'file' | 'folder' = 'file', parent = root) {
  return player.fake.add({ name, kind, parent });
}

const open = (folder = root) => valueOf(listings.open(client, player.deviceId, folder));

function snapshot(listingId: ListingId): ListingSnapshot {
  const found = listings.snapshots.find((each) => each.listingId === listingId);
  return found ?? expect.fail('there is no such listing');
}

const complete = (listingId: ListingId) =>
  vi.waitFor(() => expect(snapshot(listingId).state).toBe('complete'), patience);

async function names(listingId: ListingId, offset = 0, limit = 500) {
  const sort = { by: 'name', descending: false } as const;
  const page = valueOf(await listings.page({ listingId, offset, limit, sort }, signal));
  return page.rows.map(({ name }) => name);
}

describe('Listings', () => {
  test('6,000 entries stream in, are told now and then, and are read by page', async () => {
    for (let index = 0; index < 6_000; index += 1) add(`${index}.mp3`);
    const told: number[] = [];
    listings.changes.subscribe(() => void told.push(listings.snapshots[0]?.count ?? 0));
    const listingId = open();
    await complete(listingId);
    expect(snapshot(listingId)).toMatchObject({ count: 6_000, estimatedCount: 6_000, error: null });
    expect(await names(listingId, 5_998, 10)).toEqual(['5998.mp3', '5999.mp3']);
    // Opening was told; everything after waits for the clock.
    expect(told).toEqual([0]);
    player.clock.advance(listingIntervalMs);
    expect(told).toEqual([0, 6_000]);
  });

  test('says where the folder is', async () => {
    const music = add('Music', 'folder');
    const ada = add('Ada', 'folder', { ...root, folderId: music.objectId });
    const listingId = open({ ...root, folderId: ada.objectId });
    await complete(listingId);
    expect(snapshot(listingId).trail.map(({ name }) => name)).toEqual(['Music', 'Ada']);
  });

  test('folders in a circle end in an error', async () => {
    const first = add('first', 'folder');
    const second = add('second', 'folder', { ...root, folderId: first.objectId });
    first.parent = { ...root, folderId: second.objectId };
    const listingId = open({ ...root, folderId: first.objectId });
    await vi.waitFor(() =>
      expect(snapshot(listingId)).toMatchObject({
        state: 'failed',
        error: { code: 'device.protocol' },
      }),
    );
  });

  test('a folder read again shows what it showed until all is read', async () => {
    const gone = add('a.mp3');
    add('b.mp3');
    const listingId = open();
    await complete(listingId);
    player.fake.contents.remove(gone.objectId);
    add('c.mp3');
    listings.refresh(player.deviceId);
    expect(snapshot(listingId)).toMatchObject({ state: 'complete', count: 2 });
    await vi.waitFor(
      async () => expect(await names(listingId)).toEqual(['b.mp3', 'c.mp3']),
      patience,
    );
  });

  test('what we change ourselves is shown without reading all again', async () => {
    const old = add('a.mp3');
    const listingId = open();
    await complete(listingId);
    const before = player.fake.transactionCount;
    const object = valueOf(
      await player.device.operations.makeFolder(root, 'New', { signal, ifBusy: 'wait' }),
    );
    const elsewhere = { ...object, parent: { ...root, folderId: ObjectId.parse('x') } };
    listings.patch(player.deviceId, { added: [object, elsewhere], removed: [old.objectId] });
    await vi.waitFor(async () => expect(await names(listingId)).toEqual(['New']), patience);
    expect(player.fake.transactionCount).toBe(before + 1);
  });

  test('a device that goes ends what was read of it', async () => {
    add('a.mp3');
    const listingId = open();
    await complete(listingId);
    player.fake.unplug();
    listings.connectionEnded(player.deviceId);
    expect(snapshot(listingId)).toMatchObject({
      state: 'failed',
      error: { code: 'device.disconnected' },
    });
    expect(listings.open(client, player.deviceId, root)).toMatchObject({
      ok: false,
      error: { code: 'device.disconnected' },
    });
  });

  test('belong to a page: so many each, and gone with it', async () => {
    const other = valueOf(listings.open(ClientId.parse('other'), player.deviceId, root));
    const own = Array.from({ length: maximumListingsPerClient + 1 }, () => open());
    expect(listings.snapshots).toHaveLength(maximumListingsPerClient + 1);
    expect(listings.snapshots.map(({ listingId }) => listingId)).not.toContain(own[0]);
    listings.clientGone(client);
    expect(listings.snapshots.map(({ listingId }) => listingId)).toEqual([other]);
    const sort = { by: 'name', descending: false } as const;
    const page = await listings.page(
      { listingId: own[1] ?? other, offset: 0, limit: 1, sort },
      signal,
    );
    expect(page).toMatchObject({ ok: false, error: { code: 'device.noSuchObject' } });
    await complete(other);
  });

  test('names are cleaned for showing', async () => {
    add('evil\u202egpm.exe');
    const listingId = open();
    await complete(listingId);
    expect(await names(listingId)).toEqual(['evilgpm.exe']);
  });
});

describe('a selection', () => {
  const order = { by: 'name', descending: false } as const;
  const chosen = async (selection: ObjectSelection) => {
    const selected = await listings.select(player.deviceId, selection, signal);
    return selected.ok ? selected.value : selected.error;
  };

  test('of 2,000 rows names all of them, all but some, and those between two places', async () => {
    const files = Array.from({ length: 2_000 }, (_, index) => add(`${index}.mp3`).objectId);
    const listingId = open();
    await complete(listingId);
    const [first, second] = files;
    if (first === undefined || second === undefined) expect.fail('there are no files');
    expect(await chosen({ kind: 'all', listingId, except: [] })).toEqual(files);
    expect(await chosen({ kind: 'all', listingId, except: [first] })).toEqual(files.slice(1));
    const { revision } = snapshot(listingId);
    const range = { kind: 'range', listingId, revision, sort: order } as const;
    expect(await chosen({ ...range, firstIndex: 150, lastIndex: 1_999 })).toEqual(files.slice(150));
    const backwards = { ...range, sort: { ...order, descending: true } };
    expect(await chosen({ ...backwards, firstIndex: 1_998, lastIndex: 1_999 })).toEqual([
      second,
      first,
    ]);
    const filter = '199';
    const found = [199, 1_199, ...Array.from({ length: 10 }, (_, digit) => 1_990 + digit)];
    const wanted = found.map((index) => files[index]);
    expect(await chosen({ kind: 'all', listingId, filter, except: [] })).toEqual(wanted);
    expect(await chosen({ ...range, filter, firstIndex: 1, lastIndex: 2 })).toEqual(
      wanted.slice(1, 3),
    );
    expect(await chosen({ kind: 'some', objectIds: [second] })).toEqual([second]);
  });

  test('is refused while rows are missing, and by places in a listing that has changed', async () => {
    const { objectId } = add('a.mp3');
    const listingId = open();
    const all: ObjectSelection = { kind: 'all', listingId, except: [] };
    expect(await chosen(all)).toEqual({ code: 'device.listingIncomplete' });
    await complete(listingId);
    const { revision } = snapshot(listingId);
    const places = { kind: 'range', listingId, sort: order, firstIndex: 0, lastIndex: 0 } as const;
    expect(await chosen({ ...places, revision })).toEqual([objectId]);
    expect(await chosen({ ...places, revision: revision - 1 })).toEqual({
      code: 'device.listingChanged',
    });
    expect(await chosen({ ...all, except: [objectId] })).toEqual({ code: 'device.listingChanged' });
    listings.close(listingId);
    expect(await chosen(all)).toEqual({ code: 'device.listingChanged' });
  });
});
