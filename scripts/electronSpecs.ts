import process from 'node:process';
import { ensureBuilt } from './build.ts';
import { electronFolder, findElectron } from './start/findElectron.ts';
import { runPlaywrightProjects } from './test/runPlaywright.ts';

/** Runs the player's specs in the desktop app, where there is an Electron to run. @returns the exit code */
export async function electronSpecs(): Promise<number> {
  if (findElectron(process.env, electronFolder) === null) {
    console.log('======== SKIPPED: there is no Electron binary on this machine ========');
    console.log(
      'The specs of the desktop app prove nothing in this run. "npm start" fetches Electron',
    );
    console.log('where it can; ELECTRON_OVERRIDE_DIST_PATH names one that is elsewhere.');
    return 0;
  }
  await ensureBuilt();
  return runPlaywrightProjects(['electron'], { PORTAMENTO_SPEC_HOST: 'desktop' });
}

if (import.meta.main) process.exitCode = await electronSpecs();
