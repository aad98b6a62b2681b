import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { Emitter } from '../../base/Emitter.ts';
import { err, ok } from '../../base/Result.ts';
import type { ObjectId } from '../../contract/ids.ts';
import type { DeviceObject } from '../../devices/DeviceObject.ts';
import type { ToldContentChange, ToldEvent } from '../../devices/registry/DeviceRegistry.ts';
import { fakeStorageId } from '../../devices/testing/fake/FakeDevice.ts';
import { valueOf } from '../../devices/testing/valueOf.ts';
import { TestPlayer } from '../../sync/testing/TestPlayer.ts';
import { followDelayMs, ListingFollower, maximumFollowed } from './ListingFollower.ts';

const root = { storageId: fakeStorageId, folderId: null };
const { signal } = new AbortController();

/** What the follower had the listings do, in its order. */
class CapturingListings {
  readonly told: string[] = [];
  watched = true;
  isWatched(): boolean {
    return this.watched;
  }
  patch(
    _: unknown,
    {
      added = [],
      removed = [],
    }: { added?: readonly DeviceObject[]; removed?: readonly ObjectId[] },
  ): void {
    this.told.push(...removed.map((id) => `- ${id}`), ...added.map(({ name }) => `+ ${name}`));
  }
  refresh(): void {
    this.told.push('refresh');
  }
}

let player: TestPlayer;
let listings: CapturingListings;

beforeEach(async () => {
  player = new TestPlayer();
  listings = new CapturingListings();
  const { device, deviceId, clock } = player;
  const events = new Emitter<ToldEvent>();
  const contentChanges = new Emitter<ToldContentChange>();
  device.events.subscribe((event) => events.emit({ deviceId, event }));
  device.contentChanges.subscribe((change) => contentChanges.emit({ deviceId, change }));
  const connection = () =>
    device.connection === null
      ? err({ code: 'device.disconnected' as const })
      : ok(device.connection);
  const follower = new ListingFollower({ listings, connection, events, contentChanges, clock });
  onTestFinished(async () => {
    follower[Symbol.dispose]();
    await player[Symbol.asyncDispose]();
  });
  await vi.waitFor(() => expect(device.storages).toHaveLength(1));
});

test('what we make, rename and delete is followed at once', async () => {
  const { operations } = player.device;
  const made = valueOf(await operations.makeFolder(root, 'Music', { signal }));
  const renamed = valueOf(await operations.rename(made.objectId, 'Sounds', { signal }));
  valueOf(await operations.delete(renamed.objectId, { signal }));
  expect(listings.told).toEqual([
    '+ Music',
    `- ${made.objectId}`,
    '+ Sounds',
    `- ${renamed.objectId}`,
  ]);
});

test('what others put there is asked for when the device tells of it', async () => {
  const added = player.fake.addFromOutside({ name: 'from outside.txt', kind: 'file' });
  expect(listings.told).toEqual([]);
  player.clock.advance(followDelayMs);
  await vi.waitFor(() =>
    expect(listings.told).toEqual([`- ${added.objectId}`, '+ from outside.txt']),
  );
});

test('what others delete goes', () => {
  const { objectId } = player.fake.add({ name: 'a.mp3', kind: 'file' });
  player.fake.events.emit({ kind: 'objectRemoved', objectId });
  expect(listings.told).toEqual([`- ${objectId}`]);
});

test('an object that is gone again by then goes', async () => {
  const added = player.fake.addFromOutside({ name: 'a.mp3', kind: 'file' });
  player.fake.contents.remove(added.objectId);
  player.clock.advance(followDelayMs);
  await vi.waitFor(() => expect(listings.told).toEqual([`- ${added.objectId}`]));
});

test('a device that tells of very many objects has the folder read again, once', () => {
  for (let number = 0; number <= maximumFollowed; number += 1) {
    player.fake.addFromOutside({ name: `${number}.mp3`, kind: 'file' });
  }
  player.clock.advance(followDelayMs);
  expect(listings.told).toEqual(['refresh']);
});

test('a device that does not say what changed has the folder read again', () => {
  player.fake.events.emit({ kind: 'objectsChanged', storageId: null });
  player.fake.events.emit({ kind: 'objectsChanged', storageId: null });
  player.clock.advance(followDelayMs);
  expect(listings.told).toEqual(['refresh']);
});

test('a device that never stops telling is followed less and less often', () => {
  const { clock, fake } = player;
  const flood = (durationMs: number) => {
    const before = listings.told.length;
    for (let passedMs = 0; passedMs < durationMs; passedMs += 100) {
      fake.events.emit({ kind: 'objectsChanged', storageId: null });
      clock.advance(100);
    }
    return listings.told.length - before;
  };
  flood(20_000);
  expect(flood(60_000)).toBeLessThanOrEqual(6);
  // Once it was quiet for long, it is followed as any other.
  clock.advance(60_000);
  const before = listings.told.length;
  fake.events.emit({ kind: 'objectsChanged', storageId: null });
  clock.advance(followDelayMs);
  expect(listings.told).toHaveLength(before + 1);
});

test('where nobody looks nothing is asked', () => {
  listings.watched = false;
  const before = player.fake.transactionCount;
  player.fake.addFromOutside({ name: 'a.mp3', kind: 'file' });
  player.clock.advance(followDelayMs);
  expect(player.fake.transactionCount).toBe(before);
});
