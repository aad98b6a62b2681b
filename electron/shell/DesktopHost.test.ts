import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Emitter } from '../base/Emitter.ts';
import { silentLogger } from '../base/Logger.ts';
import type { Port } from '../base/Port.ts';
import { ok } from '../base/Result.ts';
import { defaultSettings, type Settings } from '../contract/settings.ts';
import { channels } from './channels.ts';
import { DesktopHost, type ElectronParts } from './DesktopHost.ts';
import { de } from './labels/de.ts';
import type { DroppedPaths } from './openDroppedPaths.ts';
import {
  FakeBrowserWindow,
  FakeIpcMain,
  FakeWebContents,
  standInFor,
} from './testing/FakeElectron.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portamento-desktop-'));
});
afterEach(async () => rm(folder, { recursive: true }));

/** A template item as `Menu.buildFromTemplate` was given it. */
interface Item {
  readonly label?: string;
  readonly submenu?: readonly Item[];
  readonly click?: () => void;
}

function fakeElectron() {
  const ipcMain = new FakeIpcMain();
  const windows: FakeBrowserWindow[] = [];
  const menus: (readonly Item[])[] = [];
  const handled: string[] = [];
  const confined: string[] = [];
  const nativeTheme = { shouldUseDarkColors: false, themeSource: 'system' };
  const state = { quitCount: 0 };
  const trays: { destroyed: boolean }[] = [];
  class Tray {
    destroyed = false;
    constructor() {
      trays.push(this);
    }
    setToolTip(): void {
      // Not read by any test.
    }
    setContextMenu(): void {
      // Not read by any test.
    }
    on(): void {
      // Never clicked here.
    }
    destroy(): void {
      this.destroyed = true;
    }
  }
  class BrowserWindow extends FakeBrowserWindow {
    constructor() {
      super();
      windows.push(this);
    }
  }
  const electron = standInFor<ElectronParts>({
    app: {
      isPackaged: true,
      getPreferredSystemLanguages: () => ['en-GB'],
      quit: () => state.quitCount++,
    },
    BrowserWindow,
    Tray,
    ipcMain,
    Menu: {
      buildFromTemplate: (template: readonly Item[]) => template,
      setApplicationMenu: (template: readonly Item[]) => menus.push(template),
    },
    nativeTheme,
    protocol: { handle: (scheme: string) => handled.push(scheme) },
    screen: { getAllDisplays: () => [] },
    session: {
      defaultSession: {
        setPermissionRequestHandler: () => confined.push('request'),
        setPermissionCheckHandler: () => confined.push('check'),
        setDevicePermissionHandler: () => confined.push('device'),
        setDisplayMediaRequestHandler: () => confined.push('display'),
      },
    },
  });
  return { electron, ipcMain, windows, menus, handled, confined, nativeTheme, trays, state };
}

function setUp() {
  const fake = fakeElectron();
  const changes = new Emitter<Settings>();
  const settings = { settings: defaultSettings, changes };
  const connected: Port[] = [];
  const opened: DroppedPaths[] = [];
  const called: string[] = [];
  const done = (name: string) => () => {
    called.push(name);
    return Promise.resolve(ok());
  };
  const host = new DesktopHost({
    electron: fake.electron,
    application: {
      settings,
      player: {
        play: done('play'),
        pause: done('pause'),
        next: done('next'),
        previous: done('previous'),
      },
      router: { connect: (port) => connected.push(port) },
      webHandler: () => Promise.resolve(new Response()),
      openDropped: (dropped) => {
        opened.push(dropped);
        return Promise.resolve(
          ok({ addedCount: 1, ignoredCount: 0, failures: [], failedCount: 0 }),
        );
      },
      openWithDialog: (kind) => done(kind)(),
    },
    logger: silentLogger,
    preloadFile: '/preload.cjs',
    iconFile: '/icon.png',
    trayIconFile: '/tray.png',
    boundsFile: join(folder, 'window.json'),
  });
  const change = (patch: Partial<Settings>) => {
    settings.settings = { ...settings.settings, ...patch };
    changes.emit(settings.settings);
  };
  return { ...fake, host, change, changes, connected, opened, called };
}

describe('DesktopHost', () => {
  it('confines the session and serves the scheme before it shows the window', async () => {
    const { host, windows, handled, confined } = setUp();
    await host.start();
    expect(confined).toEqual(['request', 'check', 'device', 'display']);
    expect(handled).toEqual(['portamento']);
    expect(windows[0]?.loadedUrl).toBe('portamento://app/');
  });

  it('connects the page and opens what it drops', async () => {
    const { host, ipcMain, connected, opened } = setUp();
    await host.start();
    const contents = new FakeWebContents();
    ipcMain.fromPage(channels.connect, undefined, contents);
    expect(connected).toHaveLength(1);
    const dropped = {
      paths: ['/a.mp3'],
      target: { kind: 'queue', placement: { kind: 'append' } },
      callId: 'c1',
    };
    await ipcMain.invokeFromPage(channels.openPaths, { ...dropped, last: true }, contents);
    expect(opened).toEqual([dropped]);
  });

  it('follows the settings: theme, language of the menu, tray', async () => {
    const { host, change, menus, nativeTheme, trays } = setUp();
    await host.start();
    expect(trays).toHaveLength(0);
    change({ theme: 'dark', language: 'de', closeToTray: true });
    expect(nativeTheme.themeSource).toBe('dark');
    expect(menus.at(-1)?.[0]?.label).toBe(de.file);
    expect(trays).toHaveLength(1);
    change({ closeToTray: false });
    expect(trays[0]?.destroyed).toBe(true);
  });

  it('does what the menu says', async () => {
    const { host, menus, called, state } = setUp();
    await host.start();
    const items = menus[0]?.flatMap((item) => item.submenu ?? []) ?? [];
    for (const item of items) item.click?.();
    expect(called).toEqual(['files', 'folder', 'play', 'pause', 'next', 'previous']);
    expect(state.quitCount).toBe(1);
  });

  it('leaves nothing behind when disposed', async () => {
    const { host, change, changes, ipcMain, trays } = setUp();
    await host.start();
    change({ closeToTray: true });
    await host[Symbol.asyncDispose]();
    expect(changes.listenerCount).toBe(0);
    expect(ipcMain.eventNames()).toEqual([]);
    expect(ipcMain.handlers.size).toBe(0);
    expect(trays[0]?.destroyed).toBe(true);
  });
});
