import { readdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { TemporaryFolder } from '../../../base/testing/TemporaryFolder.ts';
import { DeviceId } from '../../../contract/ids.ts';
import type { DeviceObject, FolderReference } from '../../DeviceObject.ts';
import { valueOf } from '../../testing/valueOf.ts';
import { fileSystemTraits } from './fileSystemTraits.ts';
import { MassStorageConnection } from './MassStorageConnection.ts';
import { NamesOnVolume } from './NamesOnVolume.ts';
import { VolumeTree, volumeStorageId } from './VolumeTree.ts';

const { signal } = new AbortController();
const { nameRules } = fileSystemTraits('vfat');
const root: FolderReference = { storageId: volumeStorageId, folderId: null };
let folder: string;
let readings: number;
let connection: MassStorageConnection;

/** A volume on which everything happens in one tick of its clock. */
beforeEach(async () => {
  const temporary = new TemporaryFolder();
  onTestFinished(() => temporary[Symbol.dispose]());
  folder = temporary.path;
  readings = 0;
  const names = new NamesOnVolume(nameRules, {
    readNames: (path) => {
      readings += 1;
      return readdir(path);
    },
    stampOf: (path) => Promise.resolve(path),
  });
  connection = new MassStorageConnection({
    identity: {
      deviceId: DeviceId.parse('stick'),
      provider: 'mass-storage',
      manufacturer: '',
      model: 'Stick',
      name: 'Stick',
      serialNumber: null,
      firmwareVersion: null,
    },
    capabilities: {
      operations: new Set(),
      playableFormats: null,
      rangedBytes: Number.MAX_SAFE_INTEGER,
      maximumObjectBytes: Number.MAX_SAFE_INTEGER,
      nameRules,
    },
    tree: await VolumeTree.open(folder, nameRules, false, names),
    label: 'Stick',
    isRemovable: true,
    isReadOnly: false,
    eject: null,
    onClosed: () => undefined,
  });
});

const make = async (name: string, parent = root): Promise<DeviceObject> =>
  valueOf(await connection.makeFolder(parent, name, signal));

const inside = ({ objectId }: DeviceObject): FolderReference => ({ ...root, folderId: objectId });

test('a name is free again as soon as what had it was removed, renamed or moved', async () => {
  const removed = await make('Removed');
  const renamed = await make('Renamed');
  const moved = await make('Moved');
  const target = await make('Target');
  expect(await connection.remove(removed.objectId, signal)).toEqual({ ok: true });
  valueOf(await connection.rename(renamed.objectId, 'Otherwise', signal));
  valueOf(await connection.move(moved.objectId, inside(target), signal));
  for (const name of ['REMOVED', 'RENAMED', 'MOVED']) await make(name);
  expect(await connection.makeFolder(root, 'OTHERWISE', signal)).toMatchObject({
    error: { code: 'device.nameTaken' },
  });
  expect(await connection.makeFolder(inside(target), 'MOVED', signal)).toMatchObject({
    error: { code: 'device.nameTaken' },
  });
});

test('each folder is read once, and again before a name is refused', async () => {
  for (let index = 0; index < 10; index += 1) {
    const { objectId } = await make(`${index}`);
    valueOf(await connection.rename(objectId, `renamed ${index}`, signal));
  }
  expect(readings).toBe(1);
  await rmdir(join(folder, 'renamed 3'));
  await make('RENAMED 3');
  expect(readings).toBe(2);
});
