import { ensureBuilt } from './build.ts';
import { runPlaywrightProjects } from './test/runPlaywright.ts';
import { ensureTestTools } from './test/ensureTestTools.ts';

/** Takes a picture of every page in every theme and size into `test-results/screenshots`. @returns the exit code */
export async function screenshots(): Promise<number> {
  await ensureTestTools();
  await ensureBuilt();
  return runPlaywrightProjects(['screenshots']);
}

if (import.meta.main) process.exitCode = await screenshots();
