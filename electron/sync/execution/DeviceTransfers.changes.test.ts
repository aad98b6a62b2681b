import { describe, expect, test, vi } from 'vitest';
import { fakeStorageId } from '../../devices/testing/fake/FakeDevice.ts';
import { valueOf } from '../../devices/testing/valueOf.ts';
import { startHarness } from '../testing/startHarness.ts';

/* What others do to the player, or a person to the list, between a decision and its copy. */

const start = startHarness();
const { signal } = new AbortController();

describe('a file that is to be replaced', () => {
  test.each([
    ['has another size', { bytes: Buffer.of(1, 2, 3, 4), modifiedAtMs: 5_000 }],
    ['has another date', { bytes: Buffer.of(9, 9, 9), modifiedAtMs: 6_000 }],
  ])('stays when it %s by then', async (_, now) => {
    const harness = await start();
    const { fake } = harness.player;
    const old = { name: '0.mp3', kind: 'file', bytes: Buffer.of(1, 2, 3) } as const;
    const planned = fake.add({ ...old, modifiedAtMs: 5_000 });
    const replaces = harness.player.replacedFile(['0.mp3']);
    fake.contents.remove(planned.objectId);
    fake.add({ ...old, ...now });
    await harness.copy([1_000], () => ({ replaces }));
    await harness.idle();
    expect(await harness.rows()).toMatchObject([
      { state: 'failed', errorCode: 'transfer.targetChanged' },
    ]);
    expect(harness.names).toEqual(['0.mp3']);
    expect(harness.player.files.get('0.mp3')).toEqual(new Uint8Array(now.bytes));
  });

  test('stays, with the new one beside it, when it changes while that is written', async () => {
    const harness = await start();
    const { fake } = harness.player;
    const old = fake.add({ name: '0.mp3', kind: 'file', bytes: Buffer.of(1, 2, 3) });
    const replaces = harness.player.replacedFile(['0.mp3']);
    const [bytes] = await harness.copy([1_000_000], () => ({ replaces }));
    await harness.midFile();
    old.pieces = [Buffer.of(4, 5, 6, 7)];
    fake.releaseStall();
    await harness.idle();
    expect(await harness.rows()).toMatchObject([{ errorCode: 'transfer.targetChanged' }]);
    expect(harness.names).toEqual(['0 (2).mp3', '0.mp3']);
    expect(harness.player.files.get('0.mp3')).toEqual(Uint8Array.of(4, 5, 6, 7));
    expect(harness.player.files.get('0 (2).mp3')).toEqual(bytes);
  });

  test('is not needed when it is gone by then', async () => {
    const harness = await start();
    const replaces = { name: '0.mp3', sizeBytes: 3, modifiedAtMs: null };
    const [bytes] = await harness.copy([1_000], () => ({ replaces }));
    await harness.idle();
    expect(harness.player.files.get('0.mp3')).toEqual(bytes);
  });
});

describe('two names that are one on the player', () => {
  test('a folder is walked, whatever file is beside it', async () => {
    const harness = await start();
    const { fake } = harness.player;
    fake.add({ name: 'Music', kind: 'folder' });
    fake.add({ name: 'music', kind: 'file' });
    await harness.copy([1_000], () => ({ folder: ['Music'] }));
    await harness.idle();
    expect(harness.names).toEqual(['Music/', 'Music/0.mp3', 'music']);
  });

  test('the one that is spelled so is replaced', async () => {
    const harness = await start();
    const { fake } = harness.player;
    fake.add({ name: '0.mp3', kind: 'file', bytes: Buffer.of(1) });
    fake.add({ name: '0.MP3', kind: 'file', bytes: Buffer.of(2) });
    const replaces = harness.player.replacedFile(['0.mp3']);
    await harness.copy([1_000], () => ({ replaces }));
    await harness.idle();
    expect(harness.player.files.get('0.MP3')).toEqual(Uint8Array.of(2));
    expect(harness.names).toHaveLength(2);
  });

  test('neither is replaced when it could be either', async () => {
    const harness = await start();
    const { fake } = harness.player;
    fake.add({ name: '0.mP3', kind: 'file', bytes: Buffer.of(1) });
    fake.add({ name: '0.MP3', kind: 'file', bytes: Buffer.of(2) });
    const replaces = { name: '0.mp3', sizeBytes: 1, modifiedAtMs: null };
    await harness.copy([1_000], () => ({ replaces }));
    await harness.idle();
    expect(await harness.rows()).toMatchObject([{ errorCode: 'device.nameTaken' }]);
    expect(harness.names).toEqual(['0.MP3', '0.mP3']);
  });
});

describe('a folder that files go to', () => {
  test.each([
    ['is removed from another page', true],
    ['goes without a word', false],
  ])('is made anew when it %s', async (_, isTold) => {
    const harness = await start();
    const { fake, device } = harness.player;
    await harness.copy([1_000, 1_000_000, 1_000], () => ({ folder: ['Music'] }));
    await harness.midFile();
    const music = fake.contents.at(fakeStorageId, ['Music']) ?? expect.fail('No folder');
    if (isTold) {
      const removing = device.operations.delete(music.objectId, {
        signal,
        ifBusy: 'wait',
        recursive: true,
      });
      fake.releaseStall();
      valueOf(await removing);
    } else {
      fake.contents.remove(music.objectId);
      fake.releaseStall();
    }
    await harness.idle();
    expect((await harness.rows()).at(-1)).toMatchObject({ state: 'done' });
    expect(harness.names).toContain('Music/2.mp3');
  });

  test('is listed once for all of them, and again when the player says that something changed', async () => {
    const harness = await start();
    const connection = harness.player.device.connection ?? expect.fail('It is not open');
    const listed = vi.spyOn(connection, 'list');
    await harness.copy([1_000, 1_000, 1_000_000, 1_000], () => ({ folder: ['Music'] }));
    await harness.midFile();
    // The root, and the folder in it.
    expect(listed).toHaveBeenCalledTimes(2);
    harness.player.fake.events.emit({ kind: 'objectsChanged', storageId: null });
    harness.player.fake.releaseStall();
    await harness.idle();
    expect(listed).toHaveBeenCalledTimes(4);
  });
});

describe('a row of the list', () => {
  test('that is cancelled while the session begins is not copied', async () => {
    const harness = await start();
    const { device } = harness.player;
    const begin = device.beginSession.bind(device);
    vi.spyOn(device, 'beginSession').mockImplementation(async (...request) => {
      valueOf(await harness.transfers.cancel('all'));
      return begin(...request);
    });
    await harness.copy([1_000]);
    await harness.idle();
    expect(await harness.rows()).toMatchObject([{ state: 'cancelled' }]);
    expect(harness.names).toEqual([]);
  });

  test('that is taken up again before its cancelled copy has ended is copied', async () => {
    const harness = await start();
    const { fake } = harness.player;
    const [bytes] = await harness.copy([1_000_000]);
    fake.faults.stallOutlivesAbort = true;
    const { transferId } = await harness.midFile();
    valueOf(await harness.transfers.cancel([transferId]));
    valueOf(await harness.transfers.retry([transferId]));
    fake.releaseStall();
    await harness.idle();
    expect(await harness.rows()).toMatchObject([{ state: 'done' }]);
    expect(harness.player.files.get('0.mp3')).toEqual(bytes);
  });
});
