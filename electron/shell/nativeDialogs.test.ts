import type { BrowserWindow, Dialog } from 'electron';
import { describe, expect, it } from 'vitest';
import { en } from './labels/en.ts';
import { nativeDialogs } from './nativeDialogs.ts';
import { FakeBrowserWindow, standInFor } from './testing/FakeElectron.ts';

function setUp(answer: object, window: BrowserWindow | undefined) {
  const calls: unknown[][] = [];
  const show = async (...input: unknown[]) => {
    calls.push(input);
    return Promise.resolve(answer);
  };
  const dialog = standInFor<Dialog>({ showOpenDialog: show, showSaveDialog: show });
  const dialogs = nativeDialogs(
    dialog,
    () => window,
    () => en,
  );
  return { calls, dialogs };
}

describe('nativeDialogs', () => {
  it('picks files over the window', async () => {
    const window = new FakeBrowserWindow().asReal;
    const { calls, dialogs } = setUp({ canceled: false, filePaths: ['/a.mp3'] }, window);
    expect(await dialogs.pickFiles()).toEqual(['/a.mp3']);
    expect(calls[0]?.[0]).toBe(window);
    expect(calls[0]?.[1]).toMatchObject({ properties: ['openFile', 'multiSelections'] });
  });

  it('works without a window', async () => {
    const { calls, dialogs } = setUp({ canceled: false, filePaths: ['/album'] }, undefined);
    expect(await dialogs.pickFolder()).toEqual(['/album']);
    expect(calls[0]).toHaveLength(1);
  });

  it('answers with nothing when the person closed the dialog', async () => {
    const { dialogs } = setUp({ canceled: true, filePaths: [], filePath: '' }, undefined);
    expect(await dialogs.pickFiles()).toEqual([]);
    expect(await dialogs.pickSaveTarget('Queue', 'm3u8')).toBeNull();
  });

  it('suggests a name with the right extension', async () => {
    const { calls, dialogs } = setUp({ canceled: false, filePath: '/lists/Queue.pls' }, undefined);
    expect(await dialogs.pickSaveTarget('Queue', 'pls')).toBe('/lists/Queue.pls');
    expect(calls[0]?.[0]).toMatchObject({ defaultPath: 'Queue.pls' });
  });
});
