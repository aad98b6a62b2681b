import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { FolderReference } from '../../devices/DeviceObject.ts';
import { quietMs } from '../../devices/decorators/shareWithBackground.ts';
import { fakeStorageId } from '../../devices/testing/fake/FakeDevice.ts';
import { insertSource } from '../../devices/testing/insertSource.ts';
import { patternBytes } from '../../devices/testing/patternBytes.ts';
import { valueOf } from '../../devices/testing/valueOf.ts';
import { TestPlayer } from '../../sync/testing/TestPlayer.ts';
import { ContentCount, recountDelayMs } from './ContentCount.ts';

const root: FolderReference = { storageId: fakeStorageId, folderId: null };
const { signal } = new AbortController();
let player: TestPlayer;
let count: ContentCount;

beforeEach(() => {
  player = new TestPlayer();
  const { device, clock } = player;
  count = new ContentCount(device, clock, () => undefined);
  device.changes.subscribe(() => count.follow());
  device.events.subscribe((event) => count.hear(event));
  device.contentChanges.subscribe((change) => count.changed(change));
  onTestFinished(async () => {
    count[Symbol.dispose]();
    await player[Symbol.asyncDispose]();
  });
});

function add(name: string, sizeBytes: number, format: 'mp3' | 'jpeg' | 'other', parent = root) {
  return player.fake.add({
    name,
    kind: 'file',
    bytes: new Uint8Array(sizeBytes),
    format,
    parent,
  });
}

/** Lets the player be quiet until the count is as wanted. */
const counted = (wanted: object | null) =>
  vi.waitFor(() => {
    player.clock.advance(quietMs);
    expect(bytes()).toEqual(wanted);
  });
const bytes = () => count.bytesOf(fakeStorageId);
const nothing = { music: 0, video: 0, picture: 0, playlist: 0, other: 0 };

describe('what is on a storage', () => {
  test('is counted through all folders, when the player has nothing else to do', async () => {
    const folder = player.fake.add({ name: 'Music', kind: 'folder' });
    const within = { ...root, folderId: folder.objectId };
    add('a.mp3', 1_000, 'mp3', within);
    add('b.mp3', 500, 'mp3');
    add('c.jpg', 30, 'jpeg', within);
    add('d.bin', 7, 'other');
    await vi.waitFor(() => expect(player.device.storages).toHaveLength(1));
    const asked = player.fake.transactionCount;
    expect(bytes()).toBeNull();
    expect(player.fake.transactionCount).toBe(asked);
    await counted({ ...nothing, music: 1_500, picture: 30, other: 7 });
  });

  test('of folders in a circle is counted once', async () => {
    const first = player.fake.add({ name: 'first', kind: 'folder' });
    const second = player.fake.add({
      name: 'second',
      kind: 'folder',
      parent: { ...root, folderId: first.objectId },
    });
    player.fake.alsoIn.set(second.objectId, [first]);
    add('a.mp3', 1_000, 'mp3', { ...root, folderId: second.objectId });
    await counted({ ...nothing, music: 1_000 });
  });

  test('gives way, and goes on when it is quiet again', async () => {
    const folder = player.fake.add({ name: 'Music', kind: 'folder' });
    add('a.mp3', 1_000, 'mp3', { ...root, folderId: folder.objectId });
    await vi.waitFor(() => expect(player.device.storages).toHaveLength(1));
    player.fake.faults.stallsAtTransaction = player.fake.transactionCount + 2;
    await vi.waitFor(() => {
      player.clock.advance(quietMs);
      expect(player.fake.isStalled).toBe(true);
    });
    // It would wait for ever behind the listing that stands still.
    valueOf(await player.device.operations.makeFolder(root, 'New', { signal }));
    expect(bytes()).toBeNull();
    await counted({ ...nothing, music: 1_000 });
  });
});

describe('what was counted', () => {
  beforeEach(async () => {
    add('a.mp3', 1_000, 'mp3');
    await counted({ ...nothing, music: 1_000 });
  });

  test('grows by what we put there, without counting again', async () => {
    valueOf(
      await player.device.operations.insert({
        placement: { kind: 'into', folder: root },
        source: insertSource(patternBytes(2_000)),
        name: 'b.mp3',
        signal,
      }),
    );
    expect(bytes()).toEqual({ ...nothing, music: 3_000 });
  });

  test('is counted again some time after something was deleted or came from elsewhere', async () => {
    const [file] = player.fake.contents.childrenOf(root);
    if (file === undefined) throw new Error('Nothing is there');
    valueOf(await player.device.operations.delete(file.objectId, { signal }));
    expect(bytes()).toEqual({ ...nothing, music: 1_000 });
    player.clock.advance(recountDelayMs);
    await counted(nothing);
    add('x.jpg', 70, 'jpeg');
    player.fake.events.emit({ kind: 'objectsChanged', storageId: null });
    player.clock.advance(recountDelayMs);
    await counted({ ...nothing, picture: 70 });
  });

  test('holds over unplugging when as much is free, and not otherwise', async () => {
    const replug = async () => {
      player.fake.unplug();
      player.fake.plug();
      await vi.waitFor(() => expect(player.device.storages).toHaveLength(1));
    };
    await replug();
    expect(bytes()).toEqual({ ...nothing, music: 1_000 });
    player.fake.unplug();
    add('b.mp3', 500, 'mp3');
    player.fake.plug();
    await vi.waitFor(() => expect(player.device.storages).toHaveLength(1));
    expect(bytes()).toBeNull();
    await counted({ ...nothing, music: 1_500 });
  });
});
