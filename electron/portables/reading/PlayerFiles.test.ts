import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { err, ok } from '../../base/Result.ts';
import type { DevicePlace } from '../../contract/devices.ts';
import { fakeStorageId } from '../../devices/testing/fake/FakeDevice.ts';
import { readPartBytes } from '../../devices/operations/DeviceOperations.ts';
import { CapturingDestination } from '../../devices/testing/OperationsHarness.ts';
import { insertSource } from '../../devices/testing/insertSource.ts';
import { patternBytes } from '../../devices/testing/patternBytes.ts';
import { valueOf } from '../../devices/testing/valueOf.ts';
import { readyDevice } from '../../sync/execution/TransferDevice.ts';
import { TestPlayer } from '../../sync/testing/TestPlayer.ts';
import { HeldReads } from './HeldReads.ts';
import { PlayerFiles } from './PlayerFiles.ts';
import { windowBytes } from './WindowReader.ts';

const { signal } = new AbortController();
const root = { storageId: fakeStorageId, folderId: null };
const bytes = patternBytes(3 * windowBytes + 100);

let player: TestPlayer;
let files: PlayerFiles;
beforeEach(async () => {
  player = new TestPlayer();
  files = filesOf(player);
  onTestFinished(() => player[Symbol.asyncDispose]());
  await vi.waitFor(() => expect(player.device.storages).toHaveLength(1));
});

function filesOf({ device }: TestPlayer): PlayerFiles {
  const held = new HeldReads({ device: () => device, changes: device.changes });
  onTestFinished(() => held[Symbol.dispose]());
  const reachable = () => {
    const ready = readyDevice(device);
    return ready === null ? err({ code: 'device.disconnected' } as const) : ok(ready);
  };
  return new PlayerFiles(reachable, held);
}

function place(...path: string[]): DevicePlace {
  return { deviceId: player.deviceId, storageId: fakeStorageId, path };
}

function addSong(name = 'Song.mp3', content = bytes) {
  const music = player.fake.add({ name: 'Music', kind: 'folder' });
  const parent = { ...root, folderId: music.objectId };
  return player.fake.add({ name, kind: 'file', parent, bytes: content, modifiedAtMs: 1_000 });
}

const openSong = async () => valueOf(await files.open(place('Music', 'Song.mp3'), signal));

/** Transactions that `act` costs. */
async function costOf(act: () => Promise<unknown>): Promise<number> {
  const before = player.fake.transactionCount;
  await act();
  return player.fake.transactionCount - before;
}

describe('a file on a player', () => {
  test('is found by its names and read in any part', async () => {
    addSong();
    const file = await openSong();
    expect(file).toMatchObject({ name: 'Song.mp3', sizeBytes: bytes.length, modifiedAtMs: 1_000 });
    const parts = [
      [0, 10],
      [windowBytes - 5, 10],
      [5, 2 * windowBytes],
      [bytes.length - 3, 100],
      [bytes.length, 1],
    ] as const;
    for (const [position, length] of parts) {
      const read = valueOf(await file.readAt(position, length, signal));
      expect(Buffer.from(read).equals(bytes.subarray(position, position + length))).toBe(true);
    }
  });

  test('what was read is kept, and whoever goes on finds the next part read ahead', async () => {
    addSong();
    const file = await openSong();
    const pieces = windowBytes / 65_536;
    const read = (window: number) => () => file.readAt(window * windowBytes, windowBytes, signal);
    expect(await costOf(read(0))).toBe(pieces + 1);
    expect(await costOf(read(0))).toBe(0);
    // The second window is the beginning of going on: it brings the third.
    await read(1)();
    await vi.waitFor(async () => expect(await costOf(read(2))).toBe(0));
  });

  test('is looked for where it was seen, and nowhere else', async () => {
    const song = addSong();
    const device = readyDevice(player.device) ?? expect.fail('not ready');
    const seen = valueOf(await device.connection.stat(song.objectId, signal));
    files.remember(device, place('Music', 'Song.mp3'), seen);
    expect(await costOf(openSong)).toBe(1);
  });

  test('that was put in place of another is found although the folder was listed before', async () => {
    const song = addSong();
    await openSong();
    player.fake.contents.remove(song.objectId);
    player.fake.add({ name: 'Song.mp3', kind: 'file', parent: song.parent, bytes: bytes.slice(9) });
    expect((await openSong()).sizeBytes).toBe(bytes.length - 9);
  });

  test('that is not there, or a folder, is no such object', async () => {
    addSong();
    const refused = { ok: false, error: { code: 'device.noSuchObject' } };
    expect(await files.open(place('Music', 'Other.mp3'), signal)).toMatchObject(refused);
    expect(await files.open(place('Music'), signal)).toMatchObject(refused);
    expect(await files.open(place('No', 'Song.mp3'), signal)).toMatchObject(refused);
  });

  test('cannot be read when the player is pulled, and can when it is back', async () => {
    addSong();
    const file = await openSong();
    player.fake.unplug();
    expect(await file.readAt(0, 10, signal)).toEqual(
      err({ code: 'device.disconnected', subject: 'Song.mp3' }),
    );
    expect(await files.open(place('Music', 'Song.mp3'), signal)).toMatchObject({ ok: false });
    player.fake.plug();
    await vi.waitFor(() => expect(player.device.status.state).toBe('ready'));
    expect(valueOf(await (await openSong()).readAt(0, 10, signal))).toEqual(bytes.slice(0, 10));
  });

  test('an abort ends the wait, and the part under way serves the next who asks', async () => {
    addSong();
    const file = await openSong();
    player.fake.faults.stallsAtTransaction = player.fake.transactionCount + 1;
    const leaving = new AbortController();
    const left = file.readAt(0, 10, leaving.signal);
    await vi.waitFor(() => expect(player.fake.isStalled).toBe(true));
    leaving.abort();
    expect(await left).toMatchObject({ ok: false, error: { code: 'app.cancelled' } });
    const next = file.readAt(0, 10, signal);
    player.fake.releaseStall();
    expect(valueOf(await next)).toEqual(bytes.slice(0, 10));
  });

  test('waits for a file that is being sent to the player, says so, and is read between two', async () => {
    addSong();
    const file = await openSong();
    const told: boolean[] = [];
    files.held.changes.subscribe(() => told.push(files.held.has(player.deviceId)));
    const insert = (name: string, stalled: number) => {
      player.fake.faults.stallsAtTransaction = player.fake.transactionCount + stalled;
      return player.device.operations.insert({
        placement: { kind: 'into', folder: root },
        source: insertSource(bytes),
        ...{ name, signal, ifBusy: 'wait' },
      });
    };
    const ended: string[] = [];
    const first = insert('a.mp3', 3).then(() => ended.push('first'));
    const second = insert('b.mp3', 3).then(() => ended.push('second'));
    await vi.waitFor(() => expect(player.fake.isStalled).toBe(true));
    expect(told).toEqual([]);
    const reading = file.readAt(0, 10, signal).then(() => ended.push('read'));
    expect(told).toEqual([true]);
    player.fake.releaseStall();
    await Promise.all([first, second, reading]);
    expect(ended).toEqual(['first', 'read', 'second']);
    expect([told.at(-1), files.held.has(player.deviceId)]).toEqual([false, false]);
  });

  test('is read between two parts of a large file that is copied from the player', async () => {
    addSong();
    const song = await openSong();
    const film = patternBytes(2 * readPartBytes + 9);
    const { objectId } = player.fake.add({ name: 'Film.mp4', kind: 'file', bytes: film });
    const destination = new CapturingDestination();
    const ended: string[] = [];
    player.fake.faults.stallsAtTransaction = player.fake.transactionCount + 5;
    const copying = player.device.operations
      .read(objectId, destination, { signal })
      .then(() => ended.push('copied'));
    await vi.waitFor(() => expect(player.fake.isStalled).toBe(true));
    const reading = song.readAt(0, 10, signal).then(() => ended.push('read'));
    expect(files.held.has(player.deviceId)).toBe(false);
    player.fake.releaseStall();
    await Promise.all([copying, reading]);
    expect(ended).toEqual(['read', 'copied']);
    expect(Buffer.concat(destination.chunks).equals(film)).toBe(true);
  });

  test('of a player that reads whole files only is refused', async () => {
    await using whole = new TestPlayer({ capabilities: { operations: new Set(['read']) } });
    await vi.waitFor(() => expect(whole.device.storages).toHaveLength(1));
    expect(await filesOf(whole).open(place('Song.mp3'), signal)).toEqual(
      err({ code: 'device.unsupported', subject: 'Song.mp3' }),
    );
  });
});
