import { globSync } from 'node:fs';
import process from 'node:process';
import { projectFolder } from '../setup/projectFolder.mjs';
import { runVisibly, toolScript } from '../setup/runCommand.ts';
import { playwrightRecords } from './playwrightRecords.ts';
import { readReport } from './readReport.ts';
import { recordsOfRunner } from './recordsOfRunner.ts';
import { resultsFolder, type TestRecord } from './TestSummary.ts';

/** Runs the end-to-end specs in a real browser against the built headless host. */
export async function runPlaywright(isLong: boolean): Promise<readonly TestRecord[]> {
  if (isLong && globSync('e2e/long/**/*.spec.ts', { cwd: projectFolder }).length === 0) return [];
  const reportFile = `${resultsFolder}/playwright${isLong ? '-long' : ''}.json`;
  return recordsOfRunner('playwright', reportFile, async () => {
    const args = [
      'test',
      '--config=e2e/playwright.config.ts',
      `--project=${isLong ? 'long' : 'browser'}`,
      '--reporter=list,json',
    ];
    const exitCode = await runVisibly(
      process.execPath,
      [toolScript('@playwright/test/cli.js'), ...args],
      { env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile } },
    );
    return { exitCode, records: playwrightRecords(readReport(reportFile)) };
  });
}
