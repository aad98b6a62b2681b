import { describe, expect, test, vi } from 'vitest';
import { fakeOperations, fakeStorageId } from '../../devices/testing/fake/FakeDevice.ts';
import { passTimeUntil } from '../../devices/testing/passTimeUntil.ts';
import { patternBytes } from '../../devices/testing/patternBytes.ts';
import { valueOf } from '../../devices/testing/valueOf.ts';
import { startHarness } from '../testing/startHarness.ts';
import type { TransferHarness } from '../testing/TransferHarness.ts';
import { retryDelayMs } from './TransferRun.ts';

/* What a copy that was broken off has left, and what has come in its place. */

const start = startHarness();
const withoutResuming = {
  capabilities: { operations: new Set(fakeOperations.filter((each) => each !== 'resumeWrite')) },
};

const withoutRanges = {
  capabilities: { operations: new Set(fakeOperations.filter((each) => each !== 'readRange')) },
};

/** The one object in the root. */
function part({ player }: TransferHarness) {
  const [object] = player.fake.contents.childrenOf({ storageId: fakeStorageId, folderId: null });
  return object ?? expect.fail('Nothing is on the player');
}

async function pulledInMidFile(harness: TransferHarness, sizeBytes: number): Promise<Uint8Array> {
  const [bytes] = await harness.copy([sizeBytes]);
  await harness.midFile();
  await harness.pull();
  return bytes ?? expect.fail('Nothing is copied');
}

describe('a copy that was cancelled while the player was away', () => {
  test.each([
    ['the same file, whole', (bytes: Uint8Array) => bytes],
    ['a larger file', () => patternBytes(300_000, 9)],
    ['a file shorter than what was sent', () => patternBytes(50_000, 9)],
  ])('leaves alone what came under its name: %s', async (_, other) => {
    const harness = await start();
    const bytes = await pulledInMidFile(harness, 200_000);
    valueOf(await harness.transfers.cancel('all'));
    part(harness).pieces = [other(bytes)];
    harness.player.fake.plug();
    await vi.waitFor(async () => expect(await harness.leftovers()).toEqual([]));
    expect(harness.player.files.get('0.mp3')).toEqual(new Uint8Array(other(bytes)));
    expect(await harness.log()).toMatch(/kept\t"0\.mp3"/);
  });

  test('leaves alone what came under its name on a player that cannot read a part', async () => {
    const harness = await start(withoutRanges);
    await pulledInMidFile(harness, 200_000);
    valueOf(await harness.transfers.cancel('all'));
    const other = patternBytes(50_000, 9);
    part(harness).pieces = [other];
    harness.player.fake.plug();
    await vi.waitFor(async () => expect(await harness.leftovers()).toEqual([]));
    expect(harness.player.files.get('0.mp3')).toEqual(new Uint8Array(other));
  });

  test.each([
    ['any player', {}],
    ['a player that cannot read a part', withoutRanges],
  ])('takes its own part away, on %s', async (_, options) => {
    const harness = await start(options);
    await pulledInMidFile(harness, 200_000);
    valueOf(await harness.transfers.cancel('all'));
    harness.player.fake.plug();
    await vi.waitFor(() => expect(harness.names).toEqual([]));
    expect(await harness.log()).not.toMatch(/kept/);
  });
});

describe('a copy that is gone on with', () => {
  test.each([
    ['a larger file', patternBytes(300_000, 9)],
    ['a file of the same size', patternBytes(200_000, 9)],
    ['a file shorter than what was sent', patternBytes(50_000, 9)],
  ])('does not write on what came under its name: %s', async (_, other) => {
    const harness = await start();
    await pulledInMidFile(harness, 200_000);
    part(harness).pieces = [other];
    harness.player.fake.plug();
    await harness.idle();
    expect(await harness.rows()).toMatchObject([
      { state: 'failed', errorCode: 'device.nameTaken' },
    ]);
    expect(harness.player.files.get('0.mp3')).toEqual(new Uint8Array(other));
  });

  test('writes what the device had not acknowledged anew', async () => {
    const harness = await start();
    const bytes = await pulledInMidFile(harness, 1_000_000);
    const { leftover } = valueOf(
      await harness.journal.ask('next', { deviceId: harness.player.deviceId }),
    ) ?? { leftover: null };
    expect(leftover).toMatchObject({ writtenBytes: 65_536, offeredBytes: 131_072 });
    // It made room for what it was sent, and did not fill it.
    part(harness).pieces = [bytes.slice(0, 65_536), new Uint8Array(65_536)];
    harness.player.fake.plug();
    await harness.idle();
    expect(harness.player.files.get('0.mp3')).toEqual(bytes);
  });

  test('is known to be whole where only the last answer was lost', async () => {
    const harness = await start(withoutResuming);
    const { fake } = harness.player;
    using _begun = fake.transactionBegun.subscribe((number) => {
      const isLast = harness.transfers.queue.current?.doneBytes === 3 * 65_536;
      if (isLast) fake.faults.disappearsAfterAnswerOf = number;
    });
    const [bytes] = await harness.copy([200_000]);
    await harness.until(
      ({ state }) => state === 'waitingForDevice' && !harness.transfers.isRunning,
    );
    const { objectId } = part(harness);
    fake.plug();
    await harness.idle();
    expect(harness.transfers.queue).toMatchObject({ doneCount: 1 });
    expect(harness.player.files.get('0.mp3')).toEqual(bytes);
    // It was not sent again.
    expect(part(harness).objectId).toBe(objectId);
  });
});

describe('a part is not forgotten', () => {
  test('when it is halted again before the first byte goes on', async () => {
    const harness = await start();
    const { fake } = harness.player;
    const [bytes] = await harness.copy([1_000_000]);
    await harness.midFile();
    harness.transfers.pause();
    await harness.until(({ state, current }) => state === 'paused' && current === null);
    await vi.waitFor(() => expect(harness.awakeCount).toBe(0));
    const held = harness.player.files.get('0.mp3')?.length;
    // Each transaction of the next try is the one at which it is halted.
    for (let ahead = 1; ahead <= 12; ahead += 1) {
      const stall = Promise.withResolvers<undefined>();
      const stallsAt = fake.transactionCount + ahead;
      fake.faults.stallsAtTransaction = stallsAt;
      using _begun = fake.transactionBegun.subscribe((number) => {
        if (number === stallsAt) stall.resolve(undefined);
      });
      harness.transfers.resume();
      await stall.promise;
      harness.transfers.pause();
      await vi.waitFor(() => expect(harness.awakeCount).toBe(0));
      expect(harness.player.files.get('0.mp3')?.length).toBeGreaterThanOrEqual(held ?? 0);
    }
    fake.faults.stallsAtTransaction = null;
    harness.transfers.resume();
    await harness.idle();
    expect(await harness.rows()).toMatchObject([{ state: 'done', errorCode: null }]);
    expect(harness.player.files.get('0.mp3')).toEqual(bytes);
  });

  test('when it is paused and taken up in quick succession', async () => {
    const harness = await start();
    const [bytes] = await harness.copy([1_000_000]);
    await harness.midFile();
    for (let round = 0; round < 3; round += 1) {
      harness.transfers.pause();
      harness.transfers.resume();
    }
    await harness.idle();
    expect(harness.player.files.get('0.mp3')).toEqual(bytes);
    expect(harness.names).toEqual(['0.mp3']);
  });

  test.each([
    ['that can go on with it', {}],
    ['that cannot', withoutResuming],
  ])('by a try right after the first, on a player %s', async (_, options) => {
    const harness = await start(options);
    const { fake, clock } = harness.player;
    const [bytes] = await harness.copy([1_000_000]);
    await harness.midFile();
    fake.faults.refusals.set('write', { code: 'device.busy' });
    fake.releaseStall();
    await harness.until(({ current }) => current === null);
    fake.faults.refusals.clear();
    await passTimeUntil(clock, () => harness.transfers.queue.current !== null, retryDelayMs);
    await harness.idle();
    expect(await harness.rows()).toMatchObject([{ state: 'done', errorCode: null }]);
    expect(harness.player.files.get('0.mp3')).toEqual(bytes);
  });
});

describe('a journal that cannot be written', () => {
  const full = { ok: false, error: { code: 'file.diskFull' } } as const;

  test.each([
    ['before anything is made', 1],
    ['before the first byte', 2],
  ])('ends the copy %s, and the queue says why', async (_, failsAt) => {
    const harness = await start();
    const { journal } = harness;
    let notes = 0;
    const change = journal.change.bind(journal);
    const failing = vi.spyOn(journal, 'change').mockImplementation((name, input) => {
      if (name === 'noteLeftover') notes += 1;
      return name === 'noteLeftover' && notes >= failsAt
        ? Promise.resolve(full)
        : change(name, input);
    });
    const [bytes] = await harness.copy([1_000]);
    const queue = await harness.until(({ error }) => error !== null);
    expect(queue).toMatchObject({ state: 'paused', error: { code: 'file.diskFull' } });
    expect([...harness.player.files.values()].map((held) => held?.length)).toEqual(
      failsAt === 1 ? [] : [0],
    );
    failing.mockRestore();
    harness.transfers.resume();
    await harness.idle();
    expect(harness.transfers.queue.error).toBeNull();
    expect(harness.player.files.get('0.mp3')).toEqual(bytes);
  });
});
