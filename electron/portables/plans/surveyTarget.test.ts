import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { SkippedObject } from '../../devices/DeviceObject.ts';
import { fakeStorageId } from '../../devices/testing/fake/FakeDevice.ts';
import { errorOf, valueOf } from '../../devices/testing/valueOf.ts';
import type { TransferDevice } from '../../sync/execution/TransferDevice.ts';
import { copyFile } from '../../sync/testing/copyFile.ts';
import { TestPlayer } from '../../sync/testing/TestPlayer.ts';
import { surveyTarget } from './surveyTarget.ts';

let device: TransferDevice;

beforeEach(async () => {
  const player = new TestPlayer();
  onTestFinished(() => player[Symbol.asyncDispose]());
  await vi.waitFor(() => expect(player.device.storages).toHaveLength(1));
  device = player.readyDevices.ready(player.deviceId) ?? expect.fail('it is not ready');
});

const survey = () => {
  const folder = { storageId: fakeStorageId, folderId: null };
  const { signal } = new AbortController();
  return surveyTarget(device, [copyFile('song.mp3')], { kind: 'folder', folder }, '', signal);
};

function skip(reason: SkippedObject['reason']): void {
  const { connection } = device;
  const list = connection.list.bind(connection);
  vi.spyOn(connection, 'list').mockImplementation(async (folder, options) => {
    const listed = await list(folder, options);
    return listed.ok ? { ok: true, value: { skipped: [{ reason, name: null }] } } : listed;
  });
}

test.each(['unreadable', 'tooMany'] as const)(
  'a folder that has more in it than is known, as %s, is not planned for',
  async (reason) => {
    skip(reason);
    expect(errorOf(await survey())).toMatchObject({
      code: 'device.failed',
      subject: 'Internal storage',
    });
  },
);

test.each(['vanished', 'notRegular'] as const)(
  'what is %s takes no name that counts',
  async (reason) => {
    skip(reason);
    expect(valueOf(await survey()).placed).toHaveLength(1);
  },
);
