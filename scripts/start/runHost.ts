import { join } from 'node:path';
import process from 'node:process';
import { projectFolder } from '../setup/projectFolder.mjs';
import { runVisibly } from '../setup/runCommand.ts';

/** How one host is run: a program, and the script or app folder it is given. */
export interface Host {
  readonly program: string;
  readonly entry: string;
}

export function desktopHost(electron: string): Host {
  return { program: electron, entry: projectFolder };
}

export const headlessHost: Host = {
  program: process.execPath,
  entry: join(projectFolder, 'dist', 'electron', 'headless.js'),
};

/**
 * Runs a host until it ends, in the folder `npm start` was called from, so that relative paths mean
 * what the person meant (npm itself moves to the project's folder).
 *
 * @returns the exit code
 */
export function runHost(host: Host, args: readonly string[]): Promise<number> {
  return runVisibly(host.program, [host.entry, ...args], {
    cwd: process.env['INIT_CWD'] ?? process.cwd(),
    stdio: 'inherit',
    // Set by some editors' terminals; with it Electron would be a plain Node.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: undefined },
  });
}
