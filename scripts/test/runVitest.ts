import { globSync } from 'node:fs';
import process from 'node:process';
import { projectFolder } from '../setup/projectFolder.mjs';
import { runVisibly, toolScript } from '../setup/runCommand.ts';
import { recordsFileVariable } from './recordsFile.ts';
import { recordsOfRunner } from './recordsOfRunner.ts';
import type { TestRecord } from './TestSummary.ts';

const longTests = '{electron,renderer,scripts,e2e}/**/*.long.test.{ts,tsx}';

/** Runs the tests beside the code, in plain Node and jsdom. */
export async function runVitest(isLong: boolean): Promise<readonly TestRecord[]> {
  if (isLong && globSync(longTests, { cwd: projectFolder }).length === 0) return [];
  return recordsOfRunner('vitest', (recordsFile) =>
    runVisibly(
      process.execPath,
      [
        toolScript('vitest/vitest.mjs'),
        'run',
        '--reporter=default',
        '--reporter=./scripts/test/VitestRecorder.ts',
      ],
      {
        env: {
          ...process.env,
          [recordsFileVariable]: recordsFile,
          PORTAMENTO_LONG_TESTS: isLong ? '1' : '0',
        },
      },
    ),
  );
}
