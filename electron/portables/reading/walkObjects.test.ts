import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { ok } from '../../base/Result.ts';
import { mostPerTurn } from '../../base/testing/mostPerTurn.ts';
import type { AppError } from '../../contract/errors.ts';
import { ObjectId } from '../../contract/ids.ts';
import type { DeviceConnection } from '../../devices/DeviceConnection.ts';
import type { DeviceObject } from '../../devices/DeviceObject.ts';
import { FakeDevice, fakeStorageId } from '../../devices/testing/fake/FakeDevice.ts';
import { openFake } from '../../devices/testing/openFake.ts';
import { maximumBatchFiles, walkObjects, type WalkedObject } from './walkObjects.ts';

const root = { storageId: fakeStorageId, folderId: null };

let fake: FakeDevice;
let connection: DeviceConnection;
beforeEach(async () => {
  fake = new FakeDevice();
  connection = await openFake(fake);
  onTestFinished(() => connection[Symbol.asyncDispose]());
});

function folder(name: string, parent: ObjectId | null = null): ObjectId {
  return fake.add({ name, kind: 'folder', parent: { ...root, folderId: parent } }).objectId;
}

function file(name: string, parent: ObjectId | null = null): ObjectId {
  return fake.add({ name, kind: 'file', parent: { ...root, folderId: parent } }).objectId;
}

async function walk(objectIds: readonly ObjectId[], signal = new AbortController().signal) {
  const files: WalkedObject[] = [];
  const emptyFolders: string[] = [];
  const failures: AppError[] = [];
  for await (const batch of walkObjects(connection, objectIds, signal)) {
    files.push(...batch.files);
    emptyFolders.push(...batch.emptyFolders.map(({ levels }) => levels.join('/')));
    failures.push(...batch.failures);
  }
  return { paths: files.map(({ path }) => path.join('/')), files, emptyFolders, failures };
}

test('files of chosen folders come folder by folder, in the order a person reads them', async () => {
  const music = folder('Music');
  const album = folder('Album', music);
  for (const name of ['Track 10', 'Track 2']) file(name, album);
  folder('Empty', music);
  file('Zero', music);
  const { paths, files, emptyFolders, failures } = await walk([album, music]);
  expect(emptyFolders).toEqual(['Music/Empty']);
  expect(paths.slice(0, 2)).toEqual(['Music/Album/Track 2', 'Music/Album/Track 10']);
  expect(files.map(({ levels }) => levels.join('/'))).toEqual(['Album', 'Album', 'Music']);
  // What was chosen twice comes once.
  expect(failures).toEqual([{ code: 'device.protocol', subject: 'Album' }]);
});

test('a chosen file is below nothing', async () => {
  const chosen = file('Song', folder('Music'));
  expect((await walk([chosen])).files).toMatchObject([{ path: ['Music', 'Song'], levels: [] }]);
});

test('folders in a circle come to an end', async () => {
  const outer = folder('Outer');
  const inner = folder('Inner', outer);
  file('Song', inner);
  fake.alsoIn.set(inner, [fake.contents.get(outer) ?? expect.fail()]);
  const { paths, failures } = await walk([outer]);
  expect(paths).toEqual(['Outer/Inner/Song']);
  expect(failures).toEqual([{ code: 'device.protocol', subject: 'Outer' }]);
});

test('what cannot be read is told, and the rest goes on', async () => {
  const music = folder('Music');
  const song = file('Song');
  fake.faults.refusals.set('list', { code: 'device.failed' });
  const { paths, failures } = await walk([music, song]);
  expect(failures).toEqual([{ code: 'device.failed', subject: 'Music' }]);
  expect(paths).toEqual(['Song']);
});

test('an abort ends it', async () => {
  const music = folder('Music');
  file('Song', music);
  const stop = new AbortController();
  stop.abort();
  expect((await walk([music, music], stop.signal)).paths).toEqual([]);
});

const sibling: DeviceObject = {
  objectId: ObjectId.parse('sibling'),
  parent: root,
  name: 'Folder',
  kind: 'folder',
  sizeBytes: 0,
  format: 'other',
  modifiedAtMs: null,
  readOnly: false,
};

test('folders that never end are given up, with one failure', async () => {
  const endless = folder('Endless');
  const siblings = Array.from({ length: 5_000 }, () => sibling);
  let listings = 0;
  connection.list = (_, options) => {
    listings += 1;
    // The first of them is gone into, the others wait.
    options.onEntries([
      { ...sibling, objectId: ObjectId.parse(`folder-${listings}`) },
      ...siblings,
    ]);
    return Promise.resolve(ok({ skipped: [] }));
  };
  const { failures, files } = await walk([endless]);
  expect(files).toEqual([]);
  expect(failures).toMatchObject([{ code: 'device.protocol' }]);
  expect(listings).toBeLessThan(100);
}, 30_000);

test('a folder of 100,000 files is told in parts, in their order, and leaves the others their turn', async () => {
  const music = folder('Music');
  const entries = Array.from({ length: 100_000 }, (_, index) => ({
    ...sibling,
    objectId: ObjectId.parse(`song-${index}`),
    name: `Song ${(index * 7_919) % 100_003}.mp3`,
    kind: 'file' as const,
  }));
  connection.list = (_, options) => {
    options.onEntries(entries);
    return Promise.resolve(ok({ skipped: [] }));
  };
  const names: string[] = [];
  let largest = 0;
  const walking = (async () => {
    for await (const { files } of walkObjects(connection, [music], new AbortController().signal)) {
      largest = Math.max(largest, files.length);
      for (const { object } of files) names.push(object.name);
    }
  })();
  expect(await mostPerTurn(walking, () => names.length)).toBeLessThanOrEqual(maximumBatchFiles);
  expect(largest).toBe(maximumBatchFiles);
  expect(names).toHaveLength(100_000);
  expect(names.slice(0, 2)).toEqual(['Song 0.mp3', 'Song 1.mp3']);
}, 30_000);
