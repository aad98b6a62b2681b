import { describe, expect, it } from 'vitest';
import { channels } from './channels.ts';
import { openDroppedPaths, type DroppedPaths } from './openDroppedPaths.ts';
import { FakeIpcMain, FakeWebContents } from './testing/FakeElectron.ts';

const outcome = { addedCount: 1, ignoredCount: 0, failures: [], failedCount: 0 };
const good = {
  paths: ['/music/a.mp3'],
  target: { kind: 'queue', placement: { kind: 'append' } },
  callId: 'drop-1',
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
    expect(opened).toEqual([good]);
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
