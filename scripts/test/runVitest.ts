import { globSync } from 'node:fs';
import process from 'node:process';
import { projectFolder } from '../setup/projectFolder.mjs';
import { runVisibly, toolScript } from '../setup/runCommand.ts';
import { readReport } from './readReport.ts';
import { recordsOfRunner } from './recordsOfRunner.ts';
import { resultsFolder, type TestRecord } from './TestSummary.ts';
import { vitestRecords } from './vitestRecords.ts';

/** Runs the tests beside the code, in plain Node and jsdom. */
export async function runVitest(isLong: boolean): Promise<readonly TestRecord[]> {
  const longTests = globSync('{electron,renderer,scripts,e2e}/**/*.long.test.{ts,tsx}', {
    cwd: projectFolder,
  });
  if (isLong && longTests.length === 0) return [];
  const reportFile = `${resultsFolder}/vitest${isLong ? '-long' : ''}.json`;
  return recordsOfRunner('vitest', reportFile, async () => {
    const args = [
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportFile}`,
    ];
    const exitCode = await runVisibly(
      process.execPath,
      [toolScript('vitest/vitest.mjs'), ...args],
      {
        env: { ...process.env, PORTAMENTO_LONG_TESTS: isLong ? '1' : '0' },
      },
    );
    return { exitCode, records: vitestRecords(readReport(reportFile)) };
  });
}
