import { globSync } from 'node:fs';
import process from 'node:process';
import { projectFolder } from '../setup/projectFolder.mjs';
import { runVisibly, toolScript } from '../setup/runCommand.ts';
import { recordsFileVariable } from './recordsFile.ts';
import { recordsOfRunner } from './recordsOfRunner.ts';
import type { TestRecord } from './TestSummary.ts';

type PlaywrightProject = 'browser' | 'electron' | 'lab' | 'long' | 'screenshots';

/** Runs the end-to-end specs in a real browser against the built headless host. */
export async function runPlaywright(isLong: boolean): Promise<readonly TestRecord[]> {
  if (isLong && globSync('e2e/long/**/*.spec.ts', { cwd: projectFolder }).length === 0) return [];
  return recordsOfRunner('playwright', (recordsFile) =>
    runPlaywrightProjects(isLong ? ['long'] : ['browser', 'lab'], {
      [recordsFileVariable]: recordsFile,
    }),
  );
}

/** @returns the exit code */
export function runPlaywrightProjects(
  projects: readonly PlaywrightProject[],
  environment: NodeJS.ProcessEnv = {},
): Promise<number> {
  return runVisibly(
    process.execPath,
    [
      toolScript('@playwright/test/cli.js'),
      'test',
      '--config=e2e/playwright.config.ts',
      ...projects.map((project) => `--project=${project}`),
    ],
    { env: { ...process.env, ...environment } },
  );
}
