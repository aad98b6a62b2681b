import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { silentLogger } from '../../base/Logger.ts';
import { err, ok, type Result } from '../../base/Result.ts';
import { TemporaryFolder } from '../../base/testing/TemporaryFolder.ts';
import type { AppError } from '../../contract/errors.ts';
import { CallId, FolderId, type ObjectId } from '../../contract/ids.ts';
import { fakeStorageId } from '../../devices/testing/fake/FakeDevice.ts';
import { patternBytes } from '../../devices/testing/patternBytes.ts';
import { valueOf } from '../../devices/testing/valueOf.ts';
import { Downloads } from '../../files/Downloads.ts';
import { Activities } from '../../player/Activities.ts';
import type { FileReceiver, OpenedFile } from '../../player/opening/FileReceiver.ts';
import { readyDevice } from '../../sync/execution/TransferDevice.ts';
import { TestPlayer } from '../../sync/testing/TestPlayer.ts';
import { TransferHarness } from '../../sync/testing/TransferHarness.ts';
import { Listings } from '../listings/Listings.ts';
import { HeldReads } from '../reading/HeldReads.ts';
import { PlayerFiles } from '../reading/PlayerFiles.ts';
import { createReadingActs } from './createReadingActs.ts';

const { signal } = new AbortController();
const callId = CallId.parse('call');
const root = { storageId: fakeStorageId, folderId: null };

/** Keeps what is opened. */
class CapturingReceiver implements FileReceiver {
  readonly accepts = 'media';
  readonly files: OpenedFile[] = [];
  hasEnded = false;

  add(files: readonly OpenedFile[]): Promise<Result<number, AppError>> {
    this.files.push(...files);
    return Promise.resolve(ok(files.length));
  }

  end(): void {
    this.hasEnded = true;
  }
}

let player: TestPlayer;
let harness: TransferHarness;
let folder: TemporaryFolder;
let receiver: CapturingReceiver;
let downloads: Downloads;
let acts: ReturnType<typeof createReadingActs>;

beforeEach(async () => {
  const opened = await TransferHarness.journal();
  player = new TestPlayer();
  harness = new TransferHarness(player, opened.journal);
  folder = new TemporaryFolder();
  receiver = new CapturingReceiver();
  downloads = new Downloads(player.clock);
  const ready = () => {
    const device = readyDevice(player.device);
    return device === null ? err<AppError>({ code: 'device.disconnected' }) : ok(device);
  };
  const listings = new Listings({
    connection: () => err({ code: 'device.disconnected' }),
    clock: player.clock,
    logger: silentLogger,
  });
  acts = createReadingActs({
    listings,
    receivingRoots: () => Promise.resolve(null),
    queues: { of: () => harness.transfers },
    activities: new Activities(player.clock),
    playerFiles: new PlayerFiles(
      ready,
      new HeldReads({ device: () => player.device, changes: player.device.changes }),
    ),
    downloads,
    queueReceiver: () => receiver,
    onDownloadFailure: () => expect.fail('a download broke off'),
    ready,
    nameOf: () => 'Player',
    folders: { resolve: () => Promise.resolve(ok(folder.path)) },
    dialogs: null,
  });
  onTestFinished(async () => {
    await harness[Symbol.asyncDispose]();
    await opened[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });
  await vi.waitFor(() => expect(player.device.storages).toHaveLength(1));
});

function addFolder(name: string, parent: ObjectId | null = null): ObjectId {
  return player.fake.add({ name, kind: 'folder', parent: { ...root, folderId: parent } }).objectId;
}

function addFile(name: string, parent: ObjectId | null, sizeBytes = 10): ObjectId {
  const bytes = patternBytes(sizeBytes, sizeBytes);
  const modifiedAtMs = 1_600_000_000_000;
  return player.fake.add({
    name,
    kind: 'file',
    parent: { ...root, folderId: parent },
    bytes,
    modifiedAtMs,
  }).objectId;
}

const asked = (...objectIds: ObjectId[]) => {
  const selection = { kind: 'some' as const, objectIds };
  return { callId, deviceId: player.deviceId, selection };
};
const toFolder = { kind: 'browsed', folderId: FolderId.parse('chosen') } as const;
const append = { kind: 'append' } as const;

describe('playing', () => {
  test('takes sound and video from folders, by names that outlive the connection', async () => {
    const album = addFolder('Album', addFolder('Music'));
    addFile('2.mp3', album);
    addFile('10.flac', album);
    addFile('cover.jpg', album);
    const outcome = await acts.play({ ...asked(album), placement: append }, signal);
    expect(outcome).toEqual(ok({ addedCount: 2, ignoredCount: 1, failures: [], failedCount: 0 }));
    const { deviceId } = player;
    const place = (name: string) => ({
      deviceId,
      storageId: fakeStorageId,
      path: ['Music', 'Album', name],
    });
    expect(receiver.files).toEqual([
      { kind: 'device', place: place('2.mp3'), relativePath: 'Album/2.mp3' },
      { kind: 'device', place: place('10.flac'), relativePath: 'Album/10.flac' },
    ]);
    expect(receiver.hasEnded).toBe(true);
  });

  test('what is gone by then is told', async () => {
    const song = addFile('a.mp3', null);
    player.fake.contents.remove(song);
    expect(await acts.play({ ...asked(song), placement: append }, signal)).toMatchObject({
      ok: true,
      value: { addedCount: 0, failures: [{ code: 'device.noSuchObject' }] },
    });
  });

  test('a player that is not there says why, and an abort is one', async () => {
    const song = addFile('a.mp3', null);
    const stopped = AbortSignal.abort();
    expect(await acts.play({ ...asked(song), placement: append }, stopped)).toEqual(
      err({ code: 'app.cancelled' }),
    );
    player.fake.unplug();
    expect(await acts.play({ ...asked(song), placement: append }, signal)).toEqual(
      err({ code: 'device.disconnected' }),
    );
  });
});

describe('copying to the computer', () => {
  test('brings files and whole folders byte for byte, with their dates', async () => {
    const album = addFolder('Album', addFolder('Music'));
    addFile('1.mp3', album, 200_000);
    addFile('b.txt', addFolder('Booklet', album), 0);
    const copied = await acts.copyToComputer({ ...asked(album), folder: toFolder }, signal);
    expect(copied).toEqual(ok({ doneCount: 2, failures: [], failedCount: 0 }));
    expect(await harness.idle()).toMatchObject({ count: 2, doneCount: 2, failedCount: 0 });
    const song = folder.file('Album/1.mp3');
    expect(readFileSync(song).equals(patternBytes(200_000, 200_000))).toBe(true);
    expect(statSync(song).mtimeMs).toBe(1_600_000_000_000);
    expect(readdirSync(folder.file('Album')).sort()).toEqual(['1.mp3', 'Booklet']);
    expect(statSync(folder.file('Album/Booklet/b.txt')).size).toBe(0);
  });

  test('brings folders without a file, too', async () => {
    const empty = addFolder('Empty?', addFolder('Music'));
    expect(await acts.copyToComputer({ ...asked(empty), folder: toFolder }, signal)).toEqual(
      ok({ doneCount: 1, failures: [], failedCount: 0 }),
    );
    expect(readdirSync(folder.path)).toEqual(['Empty_']);
  });

  test('folders whose names a computer does not tell apart stay two', async () => {
    const [first, second] = [addFolder('Live:'), addFolder('Live?')];
    addFile('1.mp3', first);
    addFile('1.mp3', second);
    const third = addFolder('live*');
    valueOf(
      await acts.copyToComputer({ ...asked(first, second, third), folder: toFolder }, signal),
    );
    expect(await harness.idle()).toMatchObject({ doneCount: 2, failedCount: 0 });
    expect(readdirSync(folder.path).sort()).toEqual(['Live_', 'Live_ (2)', 'live_ (3)']);
    expect(readdirSync(folder.file('Live_ (2)'))).toEqual(['1.mp3']);
  });

  test('what is there stays, and what comes gets another name', async () => {
    const song = addFile('a.mp3', null, 5);
    for (let time = 0; time < 2; time += 1) {
      valueOf(await acts.copyToComputer({ ...asked(song), folder: toFolder }, signal));
      await harness.idle();
    }
    expect(readdirSync(folder.path).sort()).toEqual(['a (2).mp3', 'a.mp3']);
  });

  test('nothing leaves the folder, whatever the player calls it', async () => {
    const up = addFolder('..');
    addFile('../../out.mp3', up);
    addFile('..', up);
    addFile('con', up);
    addFile('nul\0.mp3', up);
    valueOf(await acts.copyToComputer({ ...asked(up), folder: toFolder }, signal));
    expect(await harness.idle()).toMatchObject({ doneCount: 4, failedCount: 0 });
    expect(readdirSync(folder.path)).toEqual(['_']);
    expect(readdirSync(join(folder.path, '_')).sort()).toEqual(
      ['.._.._out.mp3', '_', 'con_', 'nul_.mp3'].sort(),
    );
  });

  test('each file has a result of its own', async () => {
    const [kept, gone] = [addFile('a.mp3', null), addFile('b.mp3', null)];
    harness.transfers.pause();
    valueOf(await acts.copyToComputer({ ...asked(kept, gone), folder: toFolder }, signal));
    player.fake.contents.remove(gone);
    harness.transfers.resume();
    expect(await harness.idle()).toMatchObject({ doneCount: 1, failedCount: 1 });
    expect(readdirSync(folder.path)).toEqual(['a.mp3']);
  });
});

describe('downloading', () => {
  test('offers one file as it is, once', async () => {
    const song = addFile('a.mp3', null, 100_000);
    const { url, fileName } = valueOf(await acts.offerDownload(asked(song), signal));
    expect(fileName).toBe('a.mp3');
    const download = downloads.take(url.replace('download/', ''));
    const bytes = await buffer(download?.stream(signal) ?? expect.fail('no download'));
    expect(bytes.equals(patternBytes(100_000, 100_000))).toBe(true);
  });

  test('a folder that cannot be read is refused before anything is downloaded', async () => {
    const music = addFolder('Music');
    addFile('a.mp3', music);
    player.fake.faults.refusals.set('list', { code: 'device.unsupported' });
    expect(await acts.offerDownload(asked(music), signal)).toEqual(
      err({ code: 'device.unsupported', subject: 'Music' }),
    );
  });
});
