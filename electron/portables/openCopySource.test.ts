import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { err } from '../base/Result.ts';
import { DeviceId, StorageId } from '../contract/ids.ts';
import { patternBytes } from '../devices/testing/patternBytes.ts';
import { valueOf } from '../devices/testing/valueOf.ts';
import { FakeDeviceFiles } from '../files/testing/FakeDeviceFiles.ts';
import { openCopySource } from './openCopySource.ts';

const { signal } = new AbortController();
const uploads = { want: () => expect.fail('nothing was uploaded') };
const place = {
  deviceId: DeviceId.parse('player'),
  storageId: StorageId.parse('card'),
  path: ['a.mp3'],
};

test('a file on another player is read from there, from any byte on', async () => {
  const deviceFiles = new FakeDeviceFiles();
  const bytes = patternBytes(600_000);
  deviceFiles.files.set('a.mp3', bytes);
  const services = { uploads, deviceFiles };
  await using opened = valueOf(await openCopySource({ kind: 'device', place }, services, signal));
  expect(opened.sizeBytes).toBe(600_000);
  const from = (offset: number) => buffer(opened.read(offset));
  expect((await from(0)).equals(bytes)).toBe(true);
  expect((await from(599_990)).equals(bytes.subarray(599_990))).toBe(true);
});

test('a player that is pulled says so when it is opened, and halfway', async () => {
  const deviceFiles = new FakeDeviceFiles();
  deviceFiles.files.set('a.mp3', patternBytes(10));
  const open = () => openCopySource({ kind: 'device', place }, { uploads, deviceFiles }, signal);
  const opened = valueOf(await open());
  deviceFiles.error = { code: 'device.disconnected' };
  expect(await open()).toEqual(err({ code: 'device.disconnected' }));
  await expect(buffer(opened.read(0))).rejects.toMatchObject({
    error: { code: 'device.disconnected' },
  });
});
