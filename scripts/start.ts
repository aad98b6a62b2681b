import { rmSync } from 'node:fs';
import process from 'node:process';
import { ensureBuilt } from './build.ts';
import { electronFolder, findElectron } from './start/findElectron.ts';
import { fetchElectron } from './start/fetchElectron.ts';
import { parseStartArguments } from './start/parseStartArguments.ts';
import { readRefusal, refusalFile, rememberRefusal } from './start/rememberedRefusal.ts';
import { electronVersion } from './start/electronVersion.ts';
import { desktopHost, headlessHost, runHost } from './start/runHost.ts';

/** A desktop app that ends this soon with an error did not start: the headless host takes over. */
const startupGraceMs = 10_000;

/** Opens Portamento in the way this machine allows. @returns the exit code */
export async function start(args: readonly string[]): Promise<number> {
  const { host, hostArguments } = parseStartArguments(args);
  await ensureBuilt();
  const electron = host === 'headless' ? null : await obtainElectron(host === 'desktop');
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
async function obtainElectron(insist: boolean): Promise<string | null> {
  const present = findElectron(process.env, electronFolder);
  if (present !== null) return present;
  if (!insist && !hasDisplay()) return null;
  const version = electronVersion();
  const refusal = insist ? null : readRefusal(refusalFile, version, new Date());
  if (refusal !== null) return null;
  console.error(`Fetching Electron ${version} …`);
  const outcome = await fetchElectron(version);
  if (outcome.ok) {
    rmSync(refusalFile, { force: true });
    return findElectron(process.env, electronFolder);
  }
  const { reason, remember } = outcome.error;
  if (remember) rememberRefusal(refusalFile, { version, reason, refusedAt: new Date() });
  console.error(
    `Electron cannot be fetched (${reason})${remember ? '; trying again in a day' : ''}.`,
  );
  return null;
}

/** Without one, a window can open on no system but macOS and Windows, which always have it. */
function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return [DISPLAY, WAYLAND_DISPLAY].some((name) => name !== undefined && name !== '');
}

function isInterrupt(exitCode: number): boolean {
  return exitCode === 130 || exitCode === 143 || exitCode === 129;
}

if (import.meta.main) process.exitCode = await start(process.argv.slice(2));
