import { describe, expect, it } from 'vitest';
import { maximumDropBatch } from '../contract/preload.ts';
import { maximumQueueEntries } from '../contract/queue.ts';
import { channels } from './channels.ts';
import { openDroppedPaths, type DroppedPaths } from './openDroppedPaths.ts';
import { FakeIpcMain, FakeWebContents } from './testing/FakeElectron.ts';

const outcome = { addedCount: 1, ignoredCount: 0, failures: [], failedCount: 0 };
const good = {
  paths: ['/music/a.mp3'],
  target: { kind: 'queue', placement: { kind: 'append' } },
  callId: 'drop-1',
  last: true,
};

function setUp() {
  const ipcMain = new FakeIpcMain();
  const opened: DroppedPaths[] = [];
  const registration = openDroppedPaths(ipcMain.asReal, async (dropped) => {
    opened.push(dropped);
    return Promise.resolve({ ok: true, value: outcome });
  });
  return { ipcMain, opened, registration };
}

describe('openDroppedPaths', () => {
  it('opens what our page dropped', async () => {
    const { ipcMain, opened } = setUp();
    const answer = await ipcMain.invokeFromPage(channels.openPaths, good, new FakeWebContents());
    expect(answer).toEqual({ ok: true, value: outcome });
    const { last: _, ...dropped } = good;
    expect(opened).toEqual([dropped]);
  });

  it('opens a drop of many batches when all of it is here, and none of another page', async () => {
    const { ipcMain, opened } = setUp();
    const page = new FakeWebContents();
    const drop = (name: string, last: boolean, from = page, callId = 'drop-1') =>
      ipcMain.invokeFromPage(
        channels.openPaths,
        { ...good, callId, paths: [`/music/${name}.mp3`], last },
        from,
      );
    expect(await drop('a', false)).toMatchObject({ ok: true, value: { addedCount: 0 } });
    await drop('b', false, page, 'drop-2');
    await drop('c', true, new FakeWebContents());
    await drop('d', true);
    await drop('e', true, page, 'drop-2');
    expect(opened.map(({ paths }) => paths)).toEqual([
      ['/music/c.mp3'],
      ['/music/a.mp3', '/music/d.mp3'],
      ['/music/b.mp3', '/music/e.mp3'],
    ]);
  });

  it('says that the queue is full when more is dropped than it holds', async () => {
    const { ipcMain, opened } = setUp();
    const page = new FakeWebContents();
    const paths = Array.from({ length: maximumDropBatch }, (_, index) => `/${index}`);
    const drop = (last: boolean) =>
      ipcMain.invokeFromPage(channels.openPaths, { ...good, paths, last }, page);
    for (let count = 0; count < maximumQueueEntries; count += maximumDropBatch) {
      expect(await drop(false)).toMatchObject({ ok: true });
    }
    expect(await drop(true)).toEqual({ ok: false, error: { code: 'queue.full' } });
    expect(opened).toEqual([]);
  });

  it('keeps nothing of drops that broke off long ago', async () => {
    const { ipcMain, opened } = setUp();
    const page = new FakeWebContents();
    const drop = (callId: string, last: boolean) =>
      ipcMain.invokeFromPage(channels.openPaths, { ...good, callId, last }, page);
    for (let number = 0; number < 9; number += 1) await drop(`drop-${number}`, false);
    await drop('drop-0', true);
    await drop('drop-8', true);
    expect(opened.map(({ paths }) => paths.length)).toEqual([1, 2]);
  });

  it('refuses strangers', async () => {
    const { ipcMain, opened } = setUp();
    const stranger = { url: 'https://example.com/', parent: null };
    const answer = await ipcMain.invokeFromPage(
      channels.openPaths,
      good,
      new FakeWebContents(),
      stranger,
    );
    expect(answer).toEqual({ ok: false, error: { code: 'ipc.notAllowed' } });
    expect(opened).toEqual([]);
  });

  it.each([
    undefined,
    'paths',
    { ...good, paths: ['relative.mp3'] },
    { ...good, paths: [7] },
    { ...good, paths: Array.from({ length: maximumDropBatch + 1 }, () => '/a') },
    { ...good, last: undefined },
    { ...good, target: { kind: 'queue', placement: { kind: 'elsewhere' } } },
    { ...good, callId: '../..' },
    { ...good, more: true },
  ])('refuses malformed input %#', async (input) => {
    const { ipcMain, opened } = setUp();
    const answer = await ipcMain.invokeFromPage(channels.openPaths, input, new FakeWebContents());
    expect(answer).toEqual({ ok: false, error: { code: 'ipc.invalidInput' } });
    expect(opened).toEqual([]);
  });

  it('takes its handler away when disposed', () => {
    const { ipcMain, registration } = setUp();
    registration[Symbol.dispose]();
    expect(ipcMain.handlers.size).toBe(0);
  });
});
