import type { Menu, MenuItemConstructorOptions, Tray } from 'electron';
import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { ShellActions } from './applicationMenu.ts';
import { de } from './labels/de.ts';
import { en } from './labels/en.ts';
import { standInFor } from './testing/FakeElectron.ts';
import { TrayIcon } from './TrayIcon.ts';

class FakeTray extends EventEmitter {
  menus: unknown[] = [];
  destroyedCount = 0;

  setToolTip(): void {
    // Not read by any test.
  }

  setContextMenu(menu: unknown): void {
    this.menus.push(menu);
  }

  destroy(): void {
    this.destroyedCount++;
  }
}

function setUp() {
  const trays: FakeTray[] = [];
  const shown: string[] = [];
  const icon = new TrayIcon({
    createTray: () => {
      const tray = new FakeTray();
      trays.push(tray);
      return standInFor<Tray>(tray);
    },
    buildMenu: (template: MenuItemConstructorOptions[]) => standInFor<Menu>(template),
    actions: standInFor<ShellActions>({ showWindow: () => shown.push('shown') }),
  });
  return { icon, trays, shown };
}

describe('TrayIcon', () => {
  it('is there only while it is wanted', () => {
    const { icon, trays } = setUp();
    icon.update(false, en);
    expect(trays).toHaveLength(0);
    icon.update(true, en);
    icon.update(true, en);
    expect(trays).toHaveLength(1);
    icon.update(false, en);
    expect(trays[0]?.destroyedCount).toBe(1);
    icon.update(true, en);
    expect(trays).toHaveLength(2);
  });

  it('follows a change of language', () => {
    const { icon, trays } = setUp();
    icon.update(true, en);
    icon.update(true, de);
    expect(trays[0]?.menus[1]).toContainEqual(expect.objectContaining({ label: de.show }));
  });

  it('shows the window on a click', () => {
    const { icon, trays, shown } = setUp();
    icon.update(true, en);
    trays[0]?.emit('click');
    expect(shown).toEqual(['shown']);
  });
});
