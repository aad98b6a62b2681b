import type * as ElectronModule from 'electron';
import type { EventSource } from '../base/Emitter.ts';
import type { Logger } from '../base/Logger.ts';
import type { Port } from '../base/Port.ts';
import type { OpenOutcome } from '../contract/files.ts';
import type { Outcome } from '../contract/messages.ts';
import type { Settings } from '../contract/settings.ts';
import type { PlayerService } from '../ipc/services.ts';
import { applicationMenuTemplate, type ShellActions } from './applicationMenu.ts';
import { serveAppScheme } from './appScheme.ts';
import { confineSession } from './confineContents.ts';
import { ElectronPorts } from './ElectronPorts.ts';
import { labelsFor } from './labels/labelsFor.ts';
import type { ShellLabels } from './labels/ShellLabels.ts';
import { MainWindow } from './MainWindow.ts';
import { openDroppedPaths, type DroppedPaths } from './openDroppedPaths.ts';
import { TrayIcon } from './TrayIcon.ts';

/** The parts of Electron the desktop host uses. */
export type ElectronParts = Pick<
  typeof ElectronModule,
  | 'app'
  | 'BrowserWindow'
  | 'ipcMain'
  | 'Menu'
  | 'nativeTheme'
  | 'protocol'
  | 'screen'
  | 'session'
  | 'Tray'
>;

/** What the desktop host shows a window on. `Application` is one. */
export interface DesktopApplication {
  readonly settings: { readonly settings: Settings; readonly changes: EventSource<Settings> };
  readonly player: Pick<PlayerService, 'play' | 'pause' | 'next' | 'previous'>;
  readonly router: { connect(port: Port): void };
  readonly webHandler: (request: Request) => Promise<Response>;
  openDropped(dropped: DroppedPaths): Promise<Outcome<OpenOutcome>>;
  openWithDialog(kind: 'files' | 'folder'): Promise<unknown>;
}

export interface DesktopHostOptions {
  readonly electron: ElectronParts;
  readonly application: DesktopApplication;
  readonly logger: Logger;
  readonly preloadFile: string;
  readonly iconFile: string;
  readonly trayIconFile: string;
  readonly boundsFile: string;
}

/** The desktop around one application: its window, menus, tray and the page's way in. */
export class DesktopHost implements AsyncDisposable {
  readonly mainWindow: MainWindow;
  readonly #options: DesktopHostOptions;
  readonly #tray: TrayIcon;
  readonly #registrations = new DisposableStack();

  constructor(options: DesktopHostOptions) {
    this.#options = options;
    const { electron, application, logger } = options;
    this.mainWindow = new MainWindow({
      createWindow: (windowOptions) => new electron.BrowserWindow(windowOptions),
      screen: electron.screen,
      preloadFile: options.preloadFile,
      iconFile: options.iconFile,
      boundsFile: options.boundsFile,
      dark: electron.nativeTheme.shouldUseDarkColors,
      hidesOnClose: () => application.settings.settings.closeToTray,
      logger,
    });
    this.#tray = new TrayIcon({
      createTray: () => new electron.Tray(options.trayIconFile),
      buildMenu: (template) => electron.Menu.buildFromTemplate(template),
      actions: this.#actions(),
    });
  }

  get labels(): ShellLabels {
    const { electron, application } = this.#options;
    return labelsFor(
      application.settings.settings.language,
      electron.app.getPreferredSystemLanguages(),
    );
  }

  /** Opens the page's way in and shows the window. Electron's app must be ready. */
  async start(): Promise<void> {
    const { electron, application } = this.#options;
    confineSession(electron.session.defaultSession);
    serveAppScheme(electron.protocol, application.webHandler);
    const connect = (port: Port) => application.router.connect(port);
    this.#registrations.use(new ElectronPorts(electron.ipcMain, connect));
    this.#registrations.use(
      openDroppedPaths(electron.ipcMain, (dropped) => application.openDropped(dropped)),
    );
    this.#registrations.use(application.settings.changes.subscribe(() => this.#follow()));
    this.#registrations.use(this.#tray);
    this.#follow();
    await this.mainWindow.show();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.mainWindow.allowClose();
    this.#registrations.dispose();
    await this.mainWindow.saved();
  }

  /** Brings menus, tray and the system's theme in line with the settings. */
  #follow(): void {
    const { electron, application } = this.#options;
    const { theme, closeToTray } = application.settings.settings;
    const { labels } = this;
    electron.nativeTheme.themeSource = theme;
    const template = applicationMenuTemplate({
      labels,
      actions: this.#actions(),
      platform: process.platform,
      developer: !electron.app.isPackaged,
    });
    electron.Menu.setApplicationMenu(electron.Menu.buildFromTemplate(template));
    this.#tray.update(closeToTray, labels);
  }

  #actions(): ShellActions {
    const { electron, application, logger } = this.#options;
    const run = (action: Promise<unknown>) =>
      void action.catch((error: unknown) => logger.error('A menu action failed', { error }));
    return {
      openFiles: () => run(application.openWithDialog('files')),
      openFolder: () => run(application.openWithDialog('folder')),
      play: () => run(application.player.play()),
      pause: () => run(application.player.pause()),
      next: () => run(application.player.next()),
      previous: () => run(application.player.previous()),
      showWindow: () => run(this.mainWindow.show()),
      quit: () => electron.app.quit(),
    };
  }
}
