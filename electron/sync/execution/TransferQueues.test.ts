import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { silentLogger } from '../../base/Logger.ts';
import { TemporaryFolder } from '../../base/testing/TemporaryFolder.ts';
import { fakeStorageId } from '../../devices/testing/fake/FakeDevice.ts';
import { valueOf } from '../../devices/testing/valueOf.ts';
import type { NewTransfer } from '../journal/Transfer.ts';
import { FakeSources } from '../testing/FakeSources.ts';
import { newTransfer } from '../testing/newTransfer.ts';
import { TestPlayer } from '../testing/TestPlayer.ts';
import { TransferHarness } from '../testing/TransferHarness.ts';
import { TransferQueues } from './TransferQueues.ts';

test('of a player that is forgotten no part of a copy stays on this computer', async () => {
  using folder = new TemporaryFolder();
  await using player = new TestPlayer();
  await using opened = await TransferHarness.journal();
  const { journal } = opened;
  player.fake.unplug();
  await using queues = new TransferQueues({
    journal,
    devices: player.readyDevices,
    sources: new FakeSources(),
    readCover: () => Promise.resolve(null),
    receivingRoots: () => Promise.resolve(null),
    inhibitSleep: () => new DisposableStack(),
    noteSpeed: () => undefined,
    clock: player.clock,
    logger: silentLogger,
    now: () => new Date(0),
  });
  const { deviceId } = player;
  const work: NewTransfer['work'] = {
    kind: 'fromDevice',
    storageId: fakeStorageId,
    path: ['a.mp3'],
    name: 'a.mp3',
    toFolder: folder.path,
    levels: ['Album'],
    modifiedAtMs: null,
  };
  valueOf(await journal.add(deviceId, [{ ...newTransfer('a.mp3'), work }]));
  const { transferId } = valueOf(await journal.ask('next', { deviceId })) ?? expect.fail('gone');
  mkdirSync(folder.file('Album'));
  const part = folder.file('Album', 'own.part');
  writeFileSync(part, 'half');
  const leftover = { name: 'own.part', stage: 'writing' } as const;
  valueOf(await journal.change('noteLeftover', { deviceId, transferId, leftover }));
  expect(valueOf(await queues.forget(deviceId))).toEqual([]);
  expect(existsSync(part)).toBe(false);
});
