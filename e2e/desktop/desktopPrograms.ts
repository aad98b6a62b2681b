import { globSync } from 'node:fs';

/** What of Debian makes a desktop nobody sees, and the packages that bring it. */
const desktopPrograms: readonly { readonly file: string; readonly package: string }[] = [
  { file: '/usr/bin/Xvfb', package: 'xvfb' },
  { file: '/usr/bin/openbox', package: 'openbox' },
  { file: '/usr/bin/xdotool', package: 'xdotool' },
  { file: '/usr/bin/dbus-daemon', package: 'dbus-daemon' },
  { file: '/usr/bin/playerctl', package: 'playerctl' },
  { file: '/usr/lib/python3/dist-packages/gi/__init__.py', package: 'python3-gi' },
  { file: '/usr/lib/*/girepository-1.0/Gtk-3.0.typelib', package: 'gir1.2-gtk-3.0' },
];

export const desktopPackages: readonly string[] = desktopPrograms.map((each) => each.package);

/** Packages of these that this machine lacks. */
export function missingForDesktop(): readonly string[] {
  return desktopPrograms
    .filter(({ file }) => globSync(file).length === 0)
    .map((each) => each.package);
}
