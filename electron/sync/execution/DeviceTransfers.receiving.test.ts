import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { TemporaryFolder } from '../../base/testing/TemporaryFolder.ts';
import { fakeStorageId, type FakeDevice } from '../../devices/testing/fake/FakeDevice.ts';
import { patternBytes } from '../../devices/testing/patternBytes.ts';
import { valueOf } from '../../devices/testing/valueOf.ts';
import type { NewTransfer } from '../journal/Transfer.ts';
import { startHarness } from '../testing/startHarness.ts';

const start = startHarness();

describe('copies to the computer', () => {
  function fromDevice(toFolder: string, name: string): NewTransfer {
    return {
      name,
      target: 'Copies',
      sizeBytes: 200_000,
      work: {
        kind: 'fromDevice',
        storageId: fakeStorageId,
        path: [name],
        toFolder,
        levels: ['Player'],
        name,
        modifiedAtMs: null,
      },
    };
  }

  function temporaryFolder(): TemporaryFolder {
    const folder = new TemporaryFolder();
    onTestFinished(() => folder[Symbol.dispose]());
    return folder;
  }

  function put(fake: FakeDevice, name: string): Uint8Array {
    const bytes = patternBytes(200_000, name.length);
    fake.add({ name, kind: 'file', bytes, modifiedAtMs: Date.UTC(2020, 1, 2, 3, 4, 5) });
    return bytes;
  }

  test('arrive whole, with their dates, beside what is there', async () => {
    const harness = await start();
    const folder = temporaryFolder();
    const bytes = put(harness.player.fake, 'a.mp3');
    valueOf(await harness.transfers.add([fromDevice(folder.path, 'a.mp3')]));
    await harness.idle();
    writeFileSync(folder.file('Player', 'a.mp3'), 'another');
    valueOf(await harness.transfers.add([fromDevice(folder.path, 'a.mp3')]));
    await harness.idle();
    expect(readdirSync(folder.file('Player')).toSorted()).toEqual(['a (2).mp3', 'a.mp3']);
    expect(readFileSync(folder.file('Player', 'a.mp3'), 'utf8')).toBe('another');
    expect(readFileSync(folder.file('Player', 'a (2).mp3'))).toEqual(Buffer.from(bytes));
    expect(statSync(folder.file('Player', 'a (2).mp3')).mtimeMs).toBe(
      Date.UTC(2020, 1, 2, 3, 4, 5),
    );
  });

  test('a player that is pulled leaves nothing here, and they come when it is back', async () => {
    const harness = await start();
    const { fake } = harness.player;
    const folder = temporaryFolder();
    const bytes = put(fake, 'a.mp3');
    valueOf(await harness.transfers.add([fromDevice(folder.path, 'a.mp3')]));
    await harness.midFile();
    fake.unplug();
    await harness.until(
      ({ state }) => state === 'waitingForDevice' && !harness.transfers.isRunning,
    );
    expect(readdirSync(folder.file('Player'))).toEqual([]);
    fake.plug();
    await harness.idle();
    expect(readFileSync(folder.file('Player', 'a.mp3'))).toEqual(Buffer.from(bytes));
  });

  test('a folder that is gone is not made anew, and a file that is gone is named', async () => {
    const harness = await start();
    put(harness.player.fake, 'a.mp3');
    const folder = temporaryFolder();
    valueOf(
      await harness.transfers.add([
        fromDevice(folder.file('gone'), 'a.mp3'),
        fromDevice(folder.path, 'b.mp3'),
      ]),
    );
    await harness.idle();
    expect((await harness.rows()).map(({ errorCode }) => errorCode)).toEqual([
      'file.notFound',
      'device.noSuchObject',
    ]);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('a file that is another by then is not brought', async () => {
    const harness = await start();
    const folder = temporaryFolder();
    put(harness.player.fake, 'a.mp3');
    const planned = fromDevice(folder.path, 'a.mp3');
    valueOf(await harness.transfers.add([{ ...planned, sizeBytes: 199_999 }]));
    await harness.idle();
    expect(await harness.rows()).toMatchObject([{ state: 'failed', errorCode: 'file.changed' }]);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('two names that are one on the player are two files here', async () => {
    const harness = await start();
    const { fake } = harness.player;
    const folder = temporaryFolder();
    for (const name of ['a.mp3', 'A.mp3']) {
      fake.add({ name, kind: 'file', bytes: patternBytes(200_000, name === 'a.mp3' ? 1 : 2) });
    }
    valueOf(
      await harness.transfers.add([
        fromDevice(folder.path, 'a.mp3'),
        { ...fromDevice(folder.path, 'A.mp3'), name: 'other.mp3' },
      ]),
    );
    await harness.idle();
    const held = readdirSync(folder.file('Player'))
      .map((name) => readFileSync(folder.file('Player', name)))
      .toSorted((left, right) => Buffer.compare(left, right));
    const wanted = [1, 2].map((seed) => Buffer.from(patternBytes(200_000, seed)));
    expect(held).toEqual(wanted.toSorted((left, right) => Buffer.compare(left, right)));
  });

  test('a file that is in its place when the program ends is not brought again', async () => {
    const harness = await start();
    const { journal } = harness;
    const folder = temporaryFolder();
    put(harness.player.fake, 'a.mp3');
    const change = journal.change.bind(journal);
    const failing = vi
      .spyOn(journal, 'change')
      .mockImplementation((name, input) =>
        name === 'finish'
          ? Promise.resolve({ ok: false, error: { code: 'file.diskFull' } })
          : change(name, input),
      );
    valueOf(await harness.transfers.add([fromDevice(folder.path, 'a.mp3')]));
    await harness.until(({ error }) => error !== null);
    expect(readdirSync(folder.file('Player'))).toEqual(['a.mp3']);
    failing.mockRestore();
    harness.transfers.resume();
    await harness.idle();
    expect(harness.transfers.queue).toMatchObject({ doneCount: 1, error: null });
    expect(readdirSync(folder.file('Player'))).toEqual(['a.mp3']);
  });

  test('nothing is received outside of the roots', async () => {
    const harness = await start();
    const folder = temporaryFolder();
    harness.receivingRoots = [folder.file('Player')];
    put(harness.player.fake, 'a.mp3');
    valueOf(await harness.transfers.add([fromDevice(folder.path, 'a.mp3')]));
    await harness.idle();
    expect(await harness.rows()).toMatchObject([{ errorCode: 'file.permissionDenied' }]);
    expect(readdirSync(folder.path)).toEqual([]);
  });
});
