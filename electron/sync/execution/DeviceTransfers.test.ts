import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { silentLogger } from '../../base/Logger.ts';
import { UploadId } from '../../contract/ids.ts';
import { fakeOperations, fakeStorageId } from '../../devices/testing/fake/FakeDevice.ts';
import { patternBytes } from '../../devices/testing/patternBytes.ts';
import { valueOf } from '../../devices/testing/valueOf.ts';
import { musicFacts } from '../testing/copyFile.ts';
import { startHarness } from '../testing/startHarness.ts';
import { TransferHarness } from '../testing/TransferHarness.ts';
import { progressIntervalMs } from './DeviceTransfers.ts';
import { retryDelayMs } from './TransferRun.ts';

const start = startHarness();

const without = (operation: string) => ({
  capabilities: { operations: new Set(fakeOperations.filter((each) => each !== operation)) },
});

const music = musicFacts({ title: 'Song' });

/** Each takes the place of what has its name now. */
const replacing =
  ({ player }: TransferHarness) =>
  (name: string) => ({ replaces: player.replacedFile([name]) });

describe('one session for all that waits', () => {
  test('WD-08 it is begun once for many files, with what they need, and ended', async () => {
    const harness = await start();
    const begun = vi.spyOn(harness.player.device, 'beginSession');
    const ended = vi.spyOn(harness.player.device, 'endSession');
    await harness.copy([1_000, 2_000, 3_000]);
    await harness.idle();
    expect(begun.mock.calls.map(([types]) => types)).toEqual([['transferToDevice']]);
    expect(ended.mock.calls.map(([types]) => types)).toEqual([['transferToDevice']]);
    expect(harness.player.device.session.state.phase).toBe('none');
  });

  test('replacing needs leave to delete', async () => {
    const harness = await start();
    harness.player.fake.add({ name: '0.mp3', kind: 'file', bytes: Buffer.of(1) });
    const begun = vi.spyOn(harness.player.device, 'beginSession');
    await harness.copy([1_000], replacing(harness));
    await harness.idle();
    expect(begun.mock.calls.map(([types]) => types)).toEqual([['transferToDevice', 'delete']]);
    expect(harness.player.files.get('0.mp3')).toHaveLength(1_000);
  });

  test('that of somebody else is no obstacle', async () => {
    const harness = await start();
    const { device } = harness.player;
    const { signal } = new AbortController();
    valueOf(await device.beginSession(['custom'], null, signal));
    await harness.copy([1_000]);
    await harness.idle();
    expect(harness.names).toEqual(['0.mp3']);
    valueOf(await device.endSession(['custom'], null, signal));
  });
});

describe('a copy that fails', () => {
  test('since its page is not there goes on when the page is back', async () => {
    const harness = await start();
    const uploadId = UploadId.parse('dropped');
    await harness.copy([1_000], () => ({ source: { kind: 'upload', uploadId } }));
    await harness.idle();
    expect(await harness.rows()).toMatchObject([{ state: 'failed', errorCode: 'upload.gone' }]);
    harness.sources.files.set(uploadId, patternBytes(1_000));
    valueOf(await harness.transfers.uploadsBack([uploadId]));
    await harness.idle();
    expect(await harness.rows()).toMatchObject([{ state: 'done', errorCode: null }]);
    expect(harness.player.files.get('0.mp3')).toEqual(patternBytes(1_000));
  });

  test('says why, and does not hold up the next', async () => {
    const harness = await start();
    const warned = vi.spyOn(silentLogger, 'warn');
    onTestFinished(() => warned.mockRestore());
    harness.player.fake.add({ name: '1.mp3', kind: 'file' });
    await harness.copy([1_000, 1_000, 1_000]);
    harness.sources.files.delete('/source/0.mp3');
    await harness.idle();
    expect((await harness.rows()).map(({ state, errorCode }) => [state, errorCode])).toEqual([
      ['failed', 'file.notFound'],
      ['failed', 'device.nameTaken'],
      ['done', null],
    ]);
    expect(warned.mock.calls).toMatchObject([
      ['A file was not copied', { name: '0.mp3', code: 'file.notFound' }],
      ['A file was not copied', { name: '1.mp3', code: 'device.nameTaken' }],
    ]);
    expect(
      valueOf(await harness.journal.ask('readLog', { deviceId: harness.player.deviceId })),
    ).toMatch(/failed\t"0.mp3".*file\.notFound\n.*failed\t"1.mp3".*device\.nameTaken\n.*done\t"2/);
  });

  test('is done when it is tried again and nothing stands in its way', async () => {
    const harness = await start();
    const [bytes] = await harness.copy([1_000]);
    harness.sources.files.delete('/source/0.mp3');
    await harness.idle();
    harness.sources.files.set('/source/0.mp3', bytes ?? Buffer.of());
    valueOf(await harness.transfers.retry('all'));
    await harness.idle();
    expect(harness.transfers.queue).toMatchObject({ doneCount: 1, failedCount: 0 });
    expect(harness.player.files.get('0.mp3')).toEqual(bytes);
  });

  test('a file of which the device holds less than was sent is removed again', async () => {
    const harness = await start();
    harness.player.fake.faults.losesWrittenBytes = 1;
    await harness.copy([1_000]);
    await harness.idle();
    expect(await harness.rows()).toMatchObject([
      { state: 'failed', errorCode: 'device.verificationFailed' },
    ]);
    expect(harness.names).toEqual([]);
  });

  test('what is to be replaced stays when the new file cannot be written', async () => {
    const harness = await start();
    harness.player.fake.add({ name: '0.mp3', kind: 'file', bytes: Buffer.of(1, 2, 3) });
    harness.player.fake.faults.losesWrittenBytes = 1;
    await harness.copy([1_000], replacing(harness));
    await harness.idle();
    expect(harness.names).toEqual(['0.mp3']);
    expect(harness.player.files.get('0.mp3')).toEqual(Uint8Array.of(1, 2, 3));
  });

  test('a device that does not rename keeps the new file under the name it has', async () => {
    const harness = await start(without('rename'));
    harness.player.fake.add({ name: '0.mp3', kind: 'file', bytes: Buffer.of(1) });
    const [bytes] = await harness.copy([1_000], replacing(harness));
    await harness.idle();
    expect(harness.names).toEqual(['0 (2).mp3']);
    expect(harness.player.files.get('0 (2).mp3')).toEqual(bytes);
  });

  test('a device that is there and does not answer is asked three times, then the next is tried', async () => {
    const harness = await start();
    const { fake, clock } = harness.player;
    fake.faults.refusals.set('write', { code: 'device.busy' });
    await harness.copy([1_000, 1_000]);
    for (const _ of [1, 2, 3]) {
      await vi.waitFor(() => expect(clock.pendingTimerCount).toBeGreaterThan(0));
      if (_ === 3) fake.faults.refusals.clear();
      clock.advance(retryDelayMs);
    }
    await harness.idle();
    expect((await harness.rows()).map(({ state }) => state)).toEqual(['failed', 'done']);
  });
});

describe('cancelling', () => {
  test('in mid-file leaves nothing of it, and the next goes on', async () => {
    const harness = await start();
    await harness.copy([1_000_000, 1_000]);
    const current = await harness.midFile();
    valueOf(await harness.transfers.cancel([current.transferId]));
    await harness.idle();
    expect((await harness.rows()).map(({ state }) => state)).toEqual(['cancelled', 'done']);
    expect(harness.names).toEqual(['1.mp3']);
  });

  test('while a cover is made does not wait for it', async () => {
    const harness = await start();
    const asked = Promise.withResolvers<AbortSignal>();
    harness.readCover = (_music, signal) => {
      asked.resolve(signal);
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(null)));
    };
    await harness.copy([1_000], () => ({ music }));
    expect((await asked.promise).aborted).toBe(false);
    valueOf(await harness.transfers.cancel('all'));
    await harness.idle();
    expect((await harness.rows()).map(({ state }) => state)).toEqual(['cancelled']);
    expect([harness.names, await harness.leftovers()]).toEqual([[], []]);
  });

  test('while the player is away, what is left of it goes when it is back', async () => {
    const harness = await start();
    const { fake } = harness.player;
    await harness.copy([1_000_000]);
    await harness.midFile();
    fake.unplug();
    await harness.until(
      ({ state }) => state === 'waitingForDevice' && !harness.transfers.isRunning,
    );
    expect(harness.names).toEqual(['0.mp3']);
    valueOf(await harness.transfers.cancel('all'));
    valueOf(await harness.journal.change('clearFinished', { deviceId: harness.player.deviceId }));
    fake.plug();
    await vi.waitFor(() => expect(harness.names).toEqual([]));
  });

  test('a larger file that has come under the name of what is left is somebody else’s', async () => {
    const harness = await start();
    const { fake } = harness.player;
    await harness.copy([200_000]);
    await harness.midFile();
    fake.unplug();
    await harness.until(
      ({ state }) => state === 'waitingForDevice' && !harness.transfers.isRunning,
    );
    valueOf(await harness.transfers.cancel('all'));
    const [part] = fake.contents.childrenOf({ storageId: fakeStorageId, folderId: null });
    if (part !== undefined) part.pieces = [new Uint8Array(300_000)];
    fake.plug();
    const { deviceId } = harness.player;
    await vi.waitFor(async () =>
      expect(valueOf(await harness.journal.ask('leftovers', { deviceId }))).toEqual([]),
    );
    expect(harness.names).toEqual(['0.mp3']);
  });
});

describe('pausing', () => {
  test('halts in mid-file where the player can go on with a part', async () => {
    const harness = await start();
    const [bytes] = await harness.copy([1_000_000]);
    await harness.midFile();
    harness.transfers.pause();
    expect(harness.transfers.queue.state).toBe('paused');
    await harness.until(({ state, current }) => state === 'paused' && current === null);
    const part = harness.player.files.get('0.mp3');
    expect(part?.length).toBeLessThan(1_000_000);
    const halted = harness.player.fake.transactionCount;
    harness.transfers.resume();
    await harness.idle();
    expect(harness.player.files.get('0.mp3')).toEqual(bytes);
    // It went on where it was.
    const left = Math.ceil((1_000_000 - (part?.length ?? 0)) / 65_536);
    expect(harness.player.fake.transactionCount - halted).toBeLessThan(left + 12);
  });

  test('elsewhere ends the file first', async () => {
    const harness = await start(without('resumeWrite'));
    await harness.copy([1_000_000, 1_000]);
    await harness.midFile();
    harness.transfers.pause();
    expect(harness.transfers.queue.state).toBe('pausing');
    harness.player.fake.releaseStall();
    await harness.until(({ state, current }) => state === 'paused' && current === null);
    expect(harness.player.files.get('0.mp3')).toHaveLength(1_000_000);
    expect(harness.names).toEqual(['0.mp3']);
    harness.transfers.resume();
    await harness.idle();
    expect(harness.names).toEqual(['0.mp3', '1.mp3']);
  });
});

test('what an earlier run left unfinished is offered, and goes on when it is taken up', async () => {
  const first = await start();
  const [bytes] = await first.copy([1_000_000]);
  await first.midFile();
  await first.transfers[Symbol.asyncDispose]();
  expect(first.awakeCount).toBe(0);

  const second = new TransferHarness(first.player, first.journal);
  onTestFinished(() => second[Symbol.asyncDispose]());
  second.sources.files.set('/source/0.mp3', bytes ?? Buffer.of());
  expect(second.transfers.queue).toMatchObject({ state: 'paused', interruptedCount: 1 });
  second.transfers.resume();
  await second.idle();
  expect(second.transfers.queue.interruptedCount).toBe(0);
  expect(second.player.files.get('0.mp3')).toEqual(bytes);
});

test('a source that became another file while the player was away is copied from its beginning', async () => {
  const harness = await start();
  await harness.copy([1_000_000]);
  await harness.midFile();
  harness.player.fake.unplug();
  await harness.until(({ state }) => state === 'waitingForDevice' && !harness.transfers.isRunning);
  const other = patternBytes(900_000, 77);
  harness.sources.files.set('/source/0.mp3', other);
  harness.player.fake.plug();
  await harness.idle();
  expect(harness.player.files.get('0.mp3')).toEqual(other);
});

test('progress is told now and then, with speed and what remains', async () => {
  const harness = await start();
  const { fake, clock } = harness.player;
  fake.faults.latencyMs = 100;
  await harness.copy([6_553_600]);
  const seen: (number | null)[] = [];
  const { transfers } = harness;
  let told = 0;
  transfers.changes.subscribe(() => {
    told += 1;
    seen.push(transfers.queue.bytesPerSecond);
  });
  while (transfers.queue.state !== 'idle') {
    await new Promise((resolve) => setImmediate(resolve));
    if (clock.pendingTimerCount > 0) clock.advance(50);
  }
  // 64 KiB each 100 ms.
  const speeds = seen.filter((speed) => speed !== null);
  expect(speeds.at(-1)).toBeGreaterThan(600_000);
  expect(speeds.at(-1)).toBeLessThan(700_000);
  expect(told).toBeLessThan(10_000 / progressIntervalMs + 40);
  await harness.idle();
  expect(harness.speeds).toHaveLength(1);
});

test('a short run says nothing of how fast the player is', async () => {
  const harness = await start();
  await harness.copy([1_000, 1_000]);
  await harness.idle();
  expect(harness.speeds).toEqual([]);
});

test('the machine is kept awake exactly while files go over the wire', async () => {
  const harness = await start();
  expect(harness.awakeCount).toBe(0);
  await harness.copy([1_000_000]);
  await harness.midFile();
  expect(harness.awakeCount).toBe(1);
  harness.player.fake.releaseStall();
  await harness.idle();
  expect(harness.awakeCount).toBe(0);
});
