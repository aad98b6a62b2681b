import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { applicationMenuTemplate, trayMenuTemplate, type ShellActions } from './applicationMenu.ts';
import { de } from './labels/de.ts';

function capturingActions() {
  const called: string[] = [];
  const actions: ShellActions = {
    openFiles: () => called.push('openFiles'),
    openFolder: () => called.push('openFolder'),
    play: () => called.push('play'),
    pause: () => called.push('pause'),
    next: () => called.push('next'),
    previous: () => called.push('previous'),
    showWindow: () => called.push('showWindow'),
    quit: () => called.push('quit'),
  };
  return { called, actions };
}

function leaves(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => (Array.isArray(item.submenu) ? leaves(item.submenu) : [item]));
}

/** Clicks every item that does something of ours; Electron passes arguments nobody reads. */
function clickAll(items: readonly MenuItemConstructorOptions[]): void {
  for (const item of leaves(items)) (item.click as (() => void) | undefined)?.();
}

describe('applicationMenuTemplate', () => {
  it.each(['linux', 'win32', 'darwin'] as const)('reaches every action on %s', (platform) => {
    const { called, actions } = capturingActions();
    clickAll(applicationMenuTemplate({ labels: de, actions, platform, developer: false }));
    const quit = platform === 'darwin' ? [] : ['quit'];
    expect(called).toEqual([
      'openFiles',
      'openFolder',
      ...quit,
      'play',
      'pause',
      'next',
      'previous',
    ]);
  });

  it('names every item in the language asked for', () => {
    const { actions } = capturingActions();
    const template = applicationMenuTemplate({
      labels: de,
      actions,
      platform: 'linux',
      developer: true,
    });
    const words = new Set(Object.values(de));
    for (const item of [...template, ...leaves(template)]) {
      if (item.type !== 'separator') expect(words).toContain(item.label);
    }
  });

  it('offers developer tools to developers only', () => {
    const { actions } = capturingActions();
    const roles = (developer: boolean) =>
      leaves(applicationMenuTemplate({ labels: de, actions, platform: 'linux', developer })).map(
        (item) => item.role,
      );
    expect(roles(true)).toContain('toggleDevTools');
    expect(roles(false)).not.toContain('toggleDevTools');
  });

  it('registers no key the page handles itself', () => {
    const { actions } = capturingActions();
    const items = leaves(
      applicationMenuTemplate({ labels: de, actions, platform: 'linux', developer: false }),
    );
    const open = items.find((item) => item.label === de.openFiles);
    expect(open).toMatchObject({ accelerator: 'CommandOrControl+O', registerAccelerator: false });
  });
});

describe('trayMenuTemplate', () => {
  it('shows, plays and quits', () => {
    const { called, actions } = capturingActions();
    clickAll(trayMenuTemplate({ labels: de, actions }));
    expect(called).toEqual(['showWindow', 'play', 'pause', 'next', 'previous', 'quit']);
  });
});
