import type { MenuItemConstructorOptions, Tray } from 'electron';
import { trayMenuTemplate, type ShellActions } from './applicationMenu.ts';
import type { ShellLabels } from './labels/ShellLabels.ts';

export interface TrayIconOptions {
  /** Makes the real tray icon; a fake in tests. */
  readonly createTray: () => Tray;
  readonly buildMenu: (template: MenuItemConstructorOptions[]) => Electron.Menu;
  readonly actions: ShellActions;
}

/** The icon in the system's tray, there while the person wants closing to hide the window. */
export class TrayIcon implements Disposable {
  readonly #options: TrayIconOptions;
  #tray: Tray | undefined;

  constructor(options: TrayIconOptions) {
    this.#options = options;
  }

  /** Brings the icon and its menu in line with the settings. */
  update(wanted: boolean, labels: ShellLabels): void {
    if (!wanted) {
      this[Symbol.dispose]();
      return;
    }
    const { createTray, buildMenu, actions } = this.#options;
    if (this.#tray === undefined) {
      this.#tray = createTray();
      this.#tray.setToolTip('Portamento');
      this.#tray.on('click', () => actions.showWindow());
    }
    this.#tray.setContextMenu(buildMenu(trayMenuTemplate({ labels, actions })));
  }

  [Symbol.dispose](): void {
    this.#tray?.destroy();
    this.#tray = undefined;
  }
}
