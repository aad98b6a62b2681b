import { EventEmitter } from 'node:events';
import { FakeBrowserWindow, FakeIpcMain } from './FakeElectron.ts';

/*
 * Stands in for the module `electron` in a process of its own (`startMain`), with what `main.ts` asks
 * of it by name. What a person would see is told on the output, a line each.
 */

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

const ready = Promise.withResolvers<void>();
/** Electron is ready once the entry module has been evaluated, and not before. */
export const becomeReady = ready.resolve;

class StubApp extends EventEmitter {
  readonly isPackaged = true;
  enableSandbox(): void {
    // Nothing here is in a sandbox.
  }
  setPath(name: string, path: string): void {
    tell(`${name} ${path}`);
  }
  getVersion(): string {
    return '1.2.3';
  }
  getPreferredSystemLanguages(): string[] {
    return ['en-GB'];
  }
  whenReady(): Promise<void> {
    return ready.promise;
  }
  /** As Electron quits: it asks first. */
  quit(): void {
    this.emit('before-quit', { preventDefault: () => undefined });
  }
  exit(exitCode: number): void {
    process.exit(exitCode);
  }
}

export const app = new StubApp();
process.once('SIGTERM', () => app.quit());

export class BrowserWindow extends FakeBrowserWindow {
  override loadURL(url: string): Promise<void> {
    tell(`window ${url}`);
    return super.loadURL(url);
  }
}

export class Tray extends EventEmitter {}

export const dialog = {
  showErrorBox: (title: string, content: string) => tell(`${title}: ${content}`),
};
export const shell = {
  openPath: (path: string) => {
    tell(`opened ${path}`);
    return Promise.resolve('');
  },
};
export const ipcMain = new FakeIpcMain();
export const Menu = { buildFromTemplate: () => ({}), setApplicationMenu: () => undefined };
export const nativeTheme = { shouldUseDarkColors: false, themeSource: 'system' };
export const protocol = {
  registerSchemesAsPrivileged: () => undefined,
  handle: () => undefined,
};
export const screen = { getAllDisplays: () => [] };
export const session = {
  defaultSession: {
    setPermissionRequestHandler: () => undefined,
    setPermissionCheckHandler: () => undefined,
    setDevicePermissionHandler: () => undefined,
    setDisplayMediaRequestHandler: () => undefined,
  },
};
