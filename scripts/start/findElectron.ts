import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectFolder } from '../setup/projectFolder.mjs';

/** The `electron` package: its types always, its binary once it was fetched. */
export const electronFolder = join(projectFolder, 'node_modules', 'electron');

const executableNames: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/**
 * The Electron binary that is on this machine: the one `ELECTRON_OVERRIDE_DIST_PATH` points at, else
 * the one the package fetched.
 *
 * @throws when the variable names a folder without one: a person who sets it wants to know
 */
export function findElectron(
  environment: NodeJS.ProcessEnv,
  packageFolder: string,
  platform: NodeJS.Platform = process.platform,
): string | null {
  const name = executableNames[platform] ?? 'electron';
  const override = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override !== undefined && override !== '') {
    const executable = join(override, name);
    if (existsSync(executable)) return executable;
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH: there is no ${executable}.`);
  }
  const isComplete = existsSync(join(packageFolder, 'path.txt'));
  if (!isComplete || !hasVersionOf(packageFolder)) return null;
  const executable = join(packageFolder, 'dist', name);
  return existsSync(executable) ? executable : null;
}

/** The folder that holds all of Electron, as it was unpacked. @param executable as `findElectron` gives it */
export function electronDistFolder(
  executable: string,
  platform: NodeJS.Platform = process.platform,
): string {
  const name = executableNames[platform] ?? 'electron';
  return resolve(executable, ...name.split('/').map(() => '..'));
}

function hasVersionOf(packageFolder: string): boolean {
  const versionFile = join(packageFolder, 'dist', 'version');
  if (!existsSync(versionFile)) return false;
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  return readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') === manifest.version;
}
