import type { MenuItemConstructorOptions } from 'electron';
import type { ShellLabels } from './labels/ShellLabels.ts';

/** What menus and the tray can ask for. */
export interface ShellActions {
  openFiles(): void;
  openFolder(): void;
  play(): void;
  pause(): void;
  next(): void;
  previous(): void;
  showWindow(): void;
  quit(): void;
}

export interface MenuOptions {
  readonly labels: ShellLabels;
  readonly actions: ShellActions;
  readonly platform: NodeJS.Platform;
  /** Reload and developer tools, for those who build Portamento. */
  readonly developer: boolean;
}

/** Keys the page handles itself are shown here and not registered, so that each key acts once. */
const shownOnly = { registerAccelerator: false } as const;

export function applicationMenuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const { labels, actions, platform, developer } = options;
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const template: MenuItemConstructorOptions[] = [
    {
      label: labels.file,
      submenu: [
        {
          label: labels.openFiles,
          accelerator: 'CommandOrControl+O',
          ...shownOnly,
          click: () => actions.openFiles(),
        },
        { label: labels.openFolder, click: () => actions.openFolder() },
        separator,
        { label: labels.closeWindow, role: 'close' },
        ...(platform === 'darwin'
          ? []
          : [
              separator,
              {
                label: labels.quit,
                accelerator: 'CommandOrControl+Q',
                click: () => actions.quit(),
              },
            ]),
      ],
    },
    { label: labels.edit, role: 'editMenu' },
    {
      label: labels.playback,
      submenu: [
        { label: labels.play, click: () => actions.play() },
        { label: labels.pause, click: () => actions.pause() },
        separator,
        { label: labels.next, click: () => actions.next() },
        { label: labels.previous, click: () => actions.previous() },
      ],
    },
    {
      label: labels.view,
      submenu: [
        { label: labels.actualSize, role: 'resetZoom' },
        { label: labels.zoomIn, role: 'zoomIn' },
        { label: labels.zoomOut, role: 'zoomOut' },
        separator,
        { label: labels.fullScreen, role: 'togglefullscreen' },
        ...(developer
          ? [
              separator,
              { label: labels.reload, role: 'reload' } as const,
              { label: labels.developerTools, role: 'toggleDevTools' } as const,
            ]
          : []),
      ],
    },
    { label: labels.window, role: 'windowMenu' },
  ];
  return platform === 'darwin' ? [{ role: 'appMenu' }, ...template] : template;
}

export function trayMenuTemplate(
  options: Pick<MenuOptions, 'labels' | 'actions'>,
): MenuItemConstructorOptions[] {
  const { labels, actions } = options;
  return [
    { label: labels.show, click: () => actions.showWindow() },
    { type: 'separator' },
    { label: labels.play, click: () => actions.play() },
    { label: labels.pause, click: () => actions.pause() },
    { label: labels.next, click: () => actions.next() },
    { label: labels.previous, click: () => actions.previous() },
    { type: 'separator' },
    { label: labels.quit, click: () => actions.quit() },
  ];
}
