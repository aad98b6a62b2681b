import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './build.ts';
import { runVisibly } from './setup/runCommand.ts';
import { electronVersion } from './start/electronVersion.ts';
import { electronDistFolder } from './start/findElectron.ts';
import { obtainElectron } from './start/obtainElectron.ts';

/**
 * Packages the desktop app for this system into `release`.
 *
 * @param args for electron-builder, as `--dir`, or the name of a target
 * @returns the exit code
 */
export async function packageApp(args: readonly string[]): Promise<number> {
  const electron = await obtainElectron(true);
  if (electron === null) {
    console.error(
      `Nothing was packaged: that takes Electron ${electronVersion()}, which is not on this machine. ` +
        'Unpack it somewhere, and name its folder in ELECTRON_OVERRIDE_DIST_PATH.',
    );
    return 1;
  }
  await ensureBuilt();
  const electronDist = electronDistFolder(electron);
  const builder = fileURLToPath(import.meta.resolve('electron-builder/cli.js'));
  return runVisibly(process.execPath, [builder, `--config.electronDist=${electronDist}`, ...args]);
}

if (import.meta.main) process.exitCode = await packageApp(process.argv.slice(2));
