import type { BrowserWindowConstructorOptions } from 'electron';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../base/Logger.ts';
import { FakeMonotonicClock } from '../base/testing/FakeMonotonicClock.ts';
import { crashPauseMs, MainWindow, restMs } from './MainWindow.ts';
import { FakeBrowserWindow } from './testing/FakeElectron.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portamento-window-'));
});
afterEach(async () => rm(folder, { recursive: true }));

function setUp(hidesOnClose = false) {
  const clock = new FakeMonotonicClock();
  const made: { options: BrowserWindowConstructorOptions; window: FakeBrowserWindow }[] = [];
  const boundsFile = join(folder, 'window.json');
  const workArea = { x: 0, y: 0, width: 1920, height: 1080 };
  const mainWindow = new MainWindow({
    createWindow: (options) => {
      const window = new FakeBrowserWindow();
      made.push({ options, window });
      return window.asReal;
    },
    // Only the work area of a display is read.
    screen: { getAllDisplays: () => [{ workArea } as Electron.Display] },
    preloadFile: '/app/preload.cjs',
    iconFile: '/app/icon.png',
    boundsFile,
    dark: true,
    hidesOnClose: () => hidesOnClose,
    logger: { ...silentLogger, warn: (message) => expect.unreachable(message) },
    clock,
  });
  return { mainWindow, made, boundsFile, clock };
}

describe('MainWindow', () => {
  it('keeps the page apart from Node and from main', async () => {
    const { mainWindow, made } = setUp();
    await mainWindow.show();
    expect(made[0]?.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
      preload: '/app/preload.cjs',
    });
    expect(made[0]?.window.loadedUrl).toBe('portamento://app/');
  });

  it('appears only when there is something to see', async () => {
    const { mainWindow, made } = setUp();
    await mainWindow.show();
    expect(made[0]?.options.show).toBe(false);
    expect(made[0]?.window.actions).toEqual([]);
    made[0]?.window.emit('ready-to-show');
    expect(made[0]?.window.actions).toEqual(['show']);
  });

  it('is one window: showing again brings it to the front', async () => {
    const { mainWindow, made } = setUp();
    await mainWindow.show();
    const window = made[0]?.window;
    if (window !== undefined) window.minimized = true;
    await mainWindow.show();
    expect(made).toHaveLength(1);
    expect(window?.actions).toEqual(['restore', 'show', 'focus']);
  });

  it('is one window, also when it is asked for while it is being made', async () => {
    const { mainWindow, made } = setUp();
    await Promise.all([mainWindow.show(), mainWindow.show()]);
    expect(made).toHaveLength(1);
    expect(made[0]?.window.actions).toEqual([]);
  });

  it.each(['move', 'resize', 'maximize', 'unmaximize'])(
    'keeps its place once it rests after %s, also when the program is killed then',
    async (change) => {
      const { mainWindow, made, boundsFile, clock } = setUp();
      await mainWindow.show();
      made[0]?.window.emit(change);
      clock.advance(restMs - 1);
      made[0]?.window.emit(change);
      clock.advance(restMs - 1);
      await mainWindow.saved();
      await expect(readFile(boundsFile)).rejects.toThrow('ENOENT');
      clock.advance(1);
      await mainWindow.saved();
      expect(await readFile(boundsFile, 'utf8')).toContain('"width":1000');
    },
  );

  it('loads a page anew that crashed, but not again and again', async () => {
    const { mainWindow, made, clock } = setUp();
    await mainWindow.show();
    const page = made[0]?.window.webContents;
    page?.emit('render-process-gone', {}, { reason: 'clean-exit' });
    expect(page?.reloadCount).toBe(0);
    page?.emit('render-process-gone', {}, { reason: 'oom' });
    page?.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(page?.reloadCount).toBe(1);
    clock.advance(crashPauseMs + 1);
    page?.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(page?.reloadCount).toBe(2);
  });

  it('comes back where it stood', async () => {
    const { mainWindow, made } = setUp();
    await mainWindow.show();
    const window = made[0]?.window;
    if (window !== undefined) {
      window.bounds = { x: 300, y: 200, width: 900, height: 600 };
      window.maximized = true;
    }
    window?.closeByPerson();
    await mainWindow.saved();
    await mainWindow.show();
    expect(made[1]?.options).toMatchObject({ x: 300, y: 200, width: 900, height: 600 });
    expect(made[1]?.window.maximized).toBe(true);
  });

  it.each([
    ['off every display', '{"x":5000,"y":0,"width":900,"height":600,"maximized":false}'],
    ['absurd', '{"x":0,"y":0,"width":1e9,"height":-4,"maximized":false}'],
    ['not JSON', '{"x":'],
  ])('takes its default place when the stored one is %s', async (_name, text) => {
    const { mainWindow, made, boundsFile } = setUp();
    await writeFile(boundsFile, text);
    await mainWindow.show();
    expect(made[0]?.options).toMatchObject({ width: 1280, height: 800 });
    expect(made[0]?.options).not.toHaveProperty('x');
  });

  it('hides instead of closing while the person wants that, until quitting', async () => {
    const { mainWindow, made } = setUp(true);
    await mainWindow.show();
    made[0]?.window.closeByPerson();
    expect(made[0]?.window.actions).toEqual(['hide']);
    expect(mainWindow.window).toBeDefined();
    mainWindow.allowClose();
    made[0]?.window.closeByPerson();
    expect(mainWindow.window).toBeUndefined();
    await mainWindow.saved();
  });
});
