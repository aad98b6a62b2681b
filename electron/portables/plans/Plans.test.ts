import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { err, ok, type Result } from '../../base/Result.ts';
import { TemporaryFolder } from '../../base/testing/TemporaryFolder.ts';
import type { AppError } from '../../contract/errors.ts';
import type { PlanId } from '../../contract/ids.ts';
import { ClientId, ObjectId, UploadId } from '../../contract/ids.ts';
import type { TrackTags } from '../../contract/playback.ts';
import type {
  PlanPageRequest,
  TransferDestination,
  TransferPlan,
} from '../../contract/transfers.ts';
import { fakeStorageId } from '../../devices/testing/fake/FakeDevice.ts';
import { valueOf } from '../../devices/testing/valueOf.ts';
import type { MediaDescription } from '../../library/MediaDescription.ts';
import type { OpenedFile } from '../../player/opening/FileReceiver.ts';
import { readyDevice } from '../../sync/execution/TransferDevice.ts';
import { FakeDeviceFiles } from '../../files/testing/FakeDeviceFiles.ts';
import { TestPlayer } from '../../sync/testing/TestPlayer.ts';
import { maximumPlanFiles } from './PlanFiles.ts';
import { maximumPlansPerClient, Plans } from './Plans.ts';

// Threads take their time to start on a busy machine.
vi.setConfig({ testTimeout: 30_000 });
const patience = { timeout: 20_000 };

const client = ClientId.parse('client');
const now = new Date('2024-05-01T12:00:00Z');
const byTemplate: TransferDestination = { kind: 'byTemplate', storageId: null, template: null };

let player: TestPlayer;
let plans: Plans;
let folder: TemporaryFolder;
/** Tags of files by their names; of uploads by their ids. */
let tags: Map<string, TrackTags>;

beforeEach(async () => {
  player = new TestPlayer();
  folder = new TemporaryFolder();
  tags = new Map();
  plans = new Plans({
    device: () => {
      const ready = readyDevice(player.device);
      return ready === null ? err({ code: 'device.disconnected' }) : ok(ready);
    },
    template: () => 'Music/{albumArtist}/{album}',
    bytesPerSecond: () => 1_000,
    files: {
      tagReader: {
        read: (path) => Promise.resolve(describedAs(basename(path))),
        readRanged: ({ name }) => Promise.resolve(describedAs(name)),
      },
      deviceFiles: new FakeDeviceFiles(),
      uploads: {
        roomFor: (sizeBytes) =>
          Promise.resolve(sizeBytes > 200 ? 'none' : sizeBytes > 100 ? 'passing' : 'kept'),
        open: (uploadId) => ok({ ...partsOnly, name: uploadId }),
      },
    },
    clock: player.clock,
  });
  onTestFinished(async () => {
    plans[Symbol.dispose]();
    await player[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });
  await vi.waitFor(() => expect(player.device.storages).toHaveLength(1), patience);
});

/** No part of it is read here: the tags are known by its name. */
const partsOnly = {
  sizeBytes: 5,
  modifiedAtMs: null,
  readAt: () => Promise.resolve(err<AppError>({ code: 'upload.gone' })),
};

function describedAs(name: string): Result<MediaDescription, AppError> {
  const found = tags.get(name);
  if (found === undefined) return err({ code: 'file.notMedia' });
  return ok({
    tags: found,
    format: {},
    durationMs: 1_000,
    isDurationStated: true,
    mimeType: 'audio/mpeg',
    streams: [],
    hasVideo: false,
    artId: null,
  });
}

/** A file of this computer, with tags when it has any. */
function file(relativePath: string, sizeBytes: number, ownTags?: TrackTags): OpenedFile {
  const path = folder.file(relativePath);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, Buffer.alloc(sizeBytes));
  if (ownTags !== undefined) tags.set(basename(path), ownTags);
  return { kind: 'path', path, relativePath };
}

async function planOf(
  files: readonly OpenedFile[],
  destination: TransferDestination = byTemplate,
): Promise<PlanId> {
  const planId = valueOf(plans.make(client, player.deviceId, destination));
  const receiver = valueOf(plans.find(planId)).receiver();
  valueOf(await receiver.add(files));
  receiver.end();
  await ready(planId);
  return planId;
}

const snapshot = (planId: PlanId): TransferPlan => valueOf(plans.find(planId)).snapshot;
const ready = (planId: PlanId) =>
  vi.waitFor(() => expect(snapshot(planId).state).not.toBe('reading'), patience);

function rows(planId: PlanId, only: PlanPageRequest['only'] = 'all') {
  const page = valueOf(plans.find(planId)).page({ planId, offset: 0, limit: 100, only });
  return page.rows.map(({ targetPath, step }) => `${String(step)} ${targetPath}`);
}

const ada = { albumArtist: 'Ada', album: 'Waves' };

describe('a plan', () => {
  test('is reading until files came, and says then what would happen', async () => {
    const planId = valueOf(plans.make(client, player.deviceId, byTemplate));
    expect(snapshot(planId)).toMatchObject({ state: 'reading', count: 0 });
    const receiver = valueOf(plans.find(planId)).receiver();
    valueOf(
      await receiver.add([
        file('Album/1.mp3', 3_000, ada),
        file('Album/cover.jpg', 500),
        file('Album/2.flac', 2_000, ada),
      ]),
    );
    expect(snapshot(planId)).toMatchObject({ state: 'reading', count: 3 });
    receiver.end();
    await ready(planId);
    expect(snapshot(planId)).toMatchObject({
      state: 'ready',
      error: null,
      destination: {
        kind: 'byTemplate',
        storageId: fakeStorageId,
        template: 'Music/{albumArtist}/{album}',
      },
      copyCount: 3,
      copyBytes: 5_500,
      estimatedMs: 5_500,
      unplayableCount: 1,
      leftBytes: 2 ** 32 - 5_500,
    });
    expect(rows(planId)).toEqual([
      'copy Music/Ada/Waves/1.mp3',
      'copy Music/Ada/Waves/cover.jpg',
      'copy Music/Ada/Waves/2.flac',
    ]);
    expect(rows(planId, 'unplayable')).toEqual(['copy Music/Ada/Waves/2.flac']);
  });

  test('waits for every act of opening that fills it', async () => {
    const planId = valueOf(plans.make(client, player.deviceId, byTemplate));
    const first = valueOf(plans.find(planId)).receiver();
    const second = valueOf(plans.find(planId)).receiver();
    valueOf(await first.add([file('1.mp3', 1)]));
    first.end();
    first.end();
    expect(snapshot(planId).state).toBe('reading');
    second.end();
    await ready(planId);
    expect(snapshot(planId)).toMatchObject({ state: 'ready', count: 1 });
  });

  test('finds what is there, and takes decisions for one and for all', async () => {
    player.fake.add({ name: '1.mp3', kind: 'file', bytes: Buffer.alloc(7) });
    player.fake.add({ name: '2.mp3', kind: 'file', bytes: Buffer.alloc(7) });
    const root = { storageId: fakeStorageId, folderId: null };
    const planId = await planOf([file('1.mp3', 10), file('2.mp3', 10)], {
      kind: 'folder',
      folder: root,
    });
    expect(snapshot(planId)).toMatchObject({ conflictCount: 2, undecidedCount: 2, copyCount: 0 });
    const plan = valueOf(plans.find(planId));
    plan.decide(1, 'keepBoth');
    await ready(planId);
    expect(rows(planId)).toEqual(['null 1.mp3', 'keepBoth 2 (2).mp3']);
    plan.decide('all', 'replace');
    await ready(planId);
    expect(rows(planId, 'conflicts')).toEqual(['replace 1.mp3', 'replace 2.mp3']);
    // The fourteen bytes that are there go.
    expect(snapshot(planId)).toMatchObject({ copyBytes: 20, leftBytes: 2 ** 32 - 20 });
    const page = plan.page({ planId, offset: 1, limit: 1, only: 'all' });
    expect(page).toMatchObject({
      count: 2,
      rows: [{ index: 1, conflict: { sizeBytes: 7, modifiedAt: null } }],
    });
  });

  test('goes into a folder by its handle, and anew to another place', async () => {
    const music = player.fake.add({ name: 'Own', kind: 'folder' });
    const planId = await planOf([file('Album/1.mp3', 10, ada)], {
      kind: 'folder',
      folder: { storageId: fakeStorageId, folderId: music.objectId },
    });
    expect(rows(planId)).toEqual(['copy Own/Album/1.mp3']);
    const template = '{albumArtist} - {album}';
    valueOf(plans.find(planId)).replan({ ...byTemplate, template });
    await ready(planId);
    expect(rows(planId)).toEqual(['copy Ada - Waves/1.mp3']);
  });

  test('becomes transfers as it was shown, and not as it was before', async () => {
    player.fake.add({ name: '1.mp3', kind: 'file' });
    const root = { storageId: fakeStorageId, folderId: null };
    const planId = await planOf([file('1.mp3', 10, ada), file('2.mp3', 20)], {
      kind: 'folder',
      folder: root,
    });
    const plan = valueOf(plans.find(planId));
    const before = snapshot(planId).revision;
    plan.decide('all', 'replace');
    await ready(planId);
    expect(plan.transfersAt(before, now)).toMatchObject({ error: { code: 'transfer.planGone' } });
    expect([...valueOf(plan.transfersAt(snapshot(planId).revision, now))]).toMatchObject([
      {
        name: '1.mp3',
        sizeBytes: 10,
        work: { replaces: { name: '1.mp3' }, music: { album: 'Waves' } },
      },
      { name: '2.mp3', sizeBytes: 20, work: { replaces: null, music: null } },
    ]);
  });

  test('lists what is not copied with the reason', async () => {
    player.fake.add({ name: 'there.mp3', kind: 'file' });
    const gone: OpenedFile = { kind: 'path', path: folder.file('gone'), relativePath: 'gone.mp3' };
    const planId = await planOf([file('there.mp3', 10), file('new.mp3', 20), gone], {
      kind: 'folder',
      folder: { storageId: fakeStorageId, folderId: null },
    });
    const plan = valueOf(plans.find(planId));
    const [taken, copied, missing] = valueOf(plan.transfersAt(snapshot(planId).revision, now));
    expect(taken?.skipped).toEqual({
      error: { code: 'device.nameTaken' },
      logLine:
        '2024-05-01T12:00:00.000Z\tskipped\t"there.mp3"\t"there.mp3"\t10 B\tdevice.nameTaken',
    });
    expect(copied).toMatchObject({ name: 'new.mp3' });
    expect(copied?.skipped).toBeUndefined();
    expect(missing).toMatchObject({
      name: 'gone.mp3',
      skipped: { error: { code: 'file.notFound' } },
    });
  });

  test('of uploads reads tags of music only, and keeps their dates', async () => {
    const upload = (id: string, relativePath: string): OpenedFile => ({
      kind: 'upload',
      uploadId: UploadId.parse(id),
      relativePath,
      sizeBytes: 5,
      modifiedAtMs: 1_000,
    });
    tags.set('u1', ada);
    const planId = await planOf([upload('u1', 'a.mp3'), upload('u2', 'b.pdf')]);
    expect(rows(planId)).toEqual(['copy Music/Ada/Waves/a.mp3', 'copy b.pdf']);
    const plan = valueOf(plans.find(planId));
    expect([...valueOf(plan.transfersAt(snapshot(planId).revision, now))]).toMatchObject([
      { work: { source: { kind: 'upload', uploadId: 'u1' }, modifiedAtMs: 1_000 } },
      { work: { source: { kind: 'upload', uploadId: 'u2' } } },
    ]);
  });

  test('of uploads that this computer has no room for refuses them before a byte is sent', async () => {
    const upload = (id: string, sizeBytes: number): OpenedFile => ({
      kind: 'upload',
      uploadId: UploadId.parse(id),
      relativePath: `${id}.mp3`,
      sizeBytes,
    });
    for (const id of ['kept', 'passing', 'none']) tags.set(id, ada);
    const planId = await planOf([upload('kept', 100), upload('passing', 200), upload('none', 201)]);
    expect(rows(planId)).toEqual([
      'copy Music/Ada/Waves/kept.mp3',
      'copy Music/Ada/Waves/passing.mp3',
      'refuse Music/none.mp3',
    ]);
    const page = valueOf(plans.find(planId)).page({ planId, offset: 0, limit: 9, only: 'refused' });
    expect(page.rows.map(({ refusal }) => refusal)).toEqual(['upload.spoolFull']);
  });

  test('names what cannot be read', async () => {
    const planId = await planOf([
      { kind: 'path', path: folder.file('gone.mp3'), relativePath: 'gone.mp3' },
      { kind: 'path', path: folder.path, relativePath: 'folder' },
    ]);
    const page = valueOf(plans.find(planId)).page({ planId, offset: 0, limit: 9, only: 'refused' });
    expect(page.rows.map(({ refusal }) => refusal)).toEqual(['file.notFound', 'file.notRegular']);
  });

  test('says why it cannot be made', async () => {
    const nowhere: TransferDestination = {
      kind: 'folder',
      folder: { storageId: fakeStorageId, folderId: ObjectId.parse('gone') },
    };
    const planId = await planOf([file('1.mp3', 10)], nowhere);
    expect(snapshot(planId)).toMatchObject({
      state: 'failed',
      error: { code: 'device.noSuchObject' },
    });
    player.fake.unplug();
    expect(plans.make(client, player.deviceId, byTemplate)).toMatchObject({
      error: { code: 'device.disconnected' },
    });
  });

  test('has room for so many files', async () => {
    const planId = valueOf(plans.make(client, player.deviceId, byTemplate));
    const receiver = valueOf(plans.find(planId)).receiver();
    const [many] = [
      Array.from({ length: maximumPlanFiles + 1 }, (_, index): OpenedFile => ({
        kind: 'path',
        path: `/nowhere/${index}`,
        relativePath: String(index),
      })),
    ];
    expect(await receiver.add(many)).toMatchObject({ error: { code: 'transfer.planFull' } });
  });
});

test('plans belong to a page: so many each, and gone with it', () => {
  const other = valueOf(plans.make(ClientId.parse('other'), player.deviceId, byTemplate));
  const own = Array.from({ length: maximumPlansPerClient + 1 }, () =>
    valueOf(plans.make(client, player.deviceId, byTemplate)),
  );
  expect(plans.snapshots).toHaveLength(maximumPlansPerClient + 1);
  expect(plans.find(own[0] ?? other)).toMatchObject({ error: { code: 'transfer.planGone' } });
  plans.clientGone(client);
  expect(plans.snapshots.map(({ planId }) => planId)).toEqual([other]);
});
