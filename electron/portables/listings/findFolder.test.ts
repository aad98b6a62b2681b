import { beforeEach, expect, test } from 'vitest';
import type { DeviceConnection } from '../../devices/DeviceConnection.ts';
import { FakeDevice, fakeStorageId } from '../../devices/testing/fake/FakeDevice.ts';
import { openFake } from '../../devices/testing/openFake.ts';
import { errorOf, valueOf } from '../../devices/testing/valueOf.ts';
import { findFolder } from './findFolder.ts';

const { signal } = new AbortController();
let device: FakeDevice;
let connection: DeviceConnection;

beforeEach(async () => {
  device = new FakeDevice();
  connection = await openFake(device);
});

const find = (...path: string[]) => findFolder(connection, fakeStorageId, path, signal);

function addFolder(
  name: string,
  folderId: ReturnType<typeof device.add>['objectId'] | null = null,
) {
  const parent = { storageId: fakeStorageId, folderId };
  return device.add({ name, kind: 'folder', parent }).objectId;
}

test('finds a folder by the names that pages are shown', async () => {
  const album = addFolder('Best\u0007 of', addFolder('Music'));
  const found = await find('Music', 'Best of');
  expect(valueOf(found)).toEqual({ storageId: fakeStorageId, folderId: album });
  expect(valueOf(await find()).folderId).toBeNull();
});

test('finds the deepest that is there, and takes no file for a folder', async () => {
  const music = addFolder('Music');
  device.add({
    name: 'Album',
    kind: 'file',
    parent: { storageId: fakeStorageId, folderId: music },
  });
  expect(valueOf(await find('Music', 'Album', 'More')).folderId).toBe(music);
  expect(valueOf(await find('Films', 'Album')).folderId).toBeNull();
});

test('fails as the player does', async () => {
  addFolder('Music');
  device.faults.refusals.set('list', { code: 'device.failed' });
  expect(errorOf(await find('Music')).code).toBe('device.failed');
});
