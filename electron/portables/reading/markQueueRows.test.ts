import { expect, test, vi } from 'vitest';
import { silentLogger } from '../../base/Logger.ts';
import { err, ok } from '../../base/Result.ts';
import { readyDevice } from '../../sync/execution/TransferDevice.ts';
import { TestPlayer } from '../../sync/testing/TestPlayer.ts';
import { markQueueRows } from './markQueueRows.ts';

test('rows say that their player is not there until it is, and again when it goes', async () => {
  await using player = new TestPlayer();
  const marks: string[] = [];
  using _marking = markQueueRows({
    devices: player.readyDevices,
    ready: () => {
      const ready = readyDevice(player.device);
      return ready === null ? err({ code: 'device.disconnected' }) : ok(ready);
    },
    queue: {
      setDeviceErrors: (deviceId, errorCode) => {
        marks.push(`${deviceId}: ${errorCode ?? 'there'}`);
        return Promise.resolve(ok());
      },
    },
    logger: silentLogger,
  });
  const expected = ['all: device.notFound', `${player.deviceId}: there`];
  await vi.waitFor(() => expect(marks).toEqual(expected));
  player.fake.unplug();
  expected.push(`${player.deviceId}: device.disconnected`);
  await vi.waitFor(() => expect(marks).toEqual(expected));
  player.fake.plug();
  expected.push(`${player.deviceId}: there`);
  await vi.waitFor(() => expect(marks).toEqual(expected));
});
