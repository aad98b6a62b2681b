import process from 'node:process';
import { hasDisplay } from '../electron/base/hasDisplay.ts';
import { ensureBuilt } from './build.ts';
import { electronFolder, findElectron } from './start/findElectron.ts';
import { obtainElectron } from './start/obtainElectron.ts';
import { parseStartArguments } from './start/parseStartArguments.ts';
import { desktopHost, headlessHost, runHost } from './start/runHost.ts';

/** A desktop app that ends this soon with an error did not start: the headless host takes over. */
const startupGraceMs = 10_000;

/** Opens Portamento in the way this machine allows. @returns the exit code */
export async function start(args: readonly string[]): Promise<number> {
  const { host, hostArguments } = parseStartArguments(args);
  await ensureBuilt();
  const electron = host === 'headless' ? null : await electronFor(host);
  if (electron === null) {
    if (host !== 'desktop') return runHost(headlessHost, hostArguments);
    console.error('The desktop app cannot be opened on this machine.');
    return 1;
  }
  const startedMs = performance.now();
  const exitCode = await runHost(desktopHost(electron), hostArguments);
  const failedToStart = exitCode !== 0 && performance.now() - startedMs < startupGraceMs;
  if (!failedToStart || isInterrupt(exitCode) || host === 'desktop') return exitCode;
  console.error(`The desktop app did not start (exit ${exitCode}); starting the headless host.`);
  return runHost(headlessHost, hostArguments);
}

/** @returns the Electron to run; `null` when there is none and none can be had now */
async function electronFor(host: 'any' | 'desktop'): Promise<string | null> {
  const insist = host === 'desktop';
  // Without a display a present one may still have a screen of its own, but none is fetched.
  if (!insist && !hasDisplay(process.platform, process.env))
    return findElectron(process.env, electronFolder);
  return obtainElectron(insist);
}

function isInterrupt(exitCode: number): boolean {
  return exitCode === 130 || exitCode === 143 || exitCode === 129;
}

if (import.meta.main) process.exitCode = await start(process.argv.slice(2));
