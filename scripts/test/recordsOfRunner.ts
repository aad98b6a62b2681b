import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readRecords } from './recordsFile.ts';
import { resultsFolder, type TestRecord } from './TestSummary.ts';

/**
 * Runs a test runner and makes sure that nothing it does wrong passes for success: a crash, missing
 * records, no tests at all, or an exit code that says more than the tests do is a failed test.
 *
 * @param run starts the runner with a recorder that writes to the file it is given
 */
export async function recordsOfRunner(
  runner: string,
  run: (recordsFile: string) => Promise<number>,
  folder: string = resultsFolder,
): Promise<readonly TestRecord[]> {
  const fault = (reason: string): TestRecord => {
    console.error(`${runner}: ${reason}`);
    return { name: `${runner} ran as it should`, file: runner, status: 'failed', reason };
  };
  const recordsFile = join(folder, `${runner}-records.json`);
  rmSync(recordsFile, { force: true });
  try {
    const exitCode = await run(recordsFile);
    const records = readRecords(recordsFile);
    if (records.length === 0) return [fault(`no tests ran (exit code ${exitCode})`)];
    const isExplained = exitCode === 0 || records.some(({ status }) => status === 'failed');
    return isExplained ? records : [...records, fault(`ended with exit code ${exitCode}`)];
  } catch (error) {
    return [fault(error instanceof Error ? error.message : String(error))];
  }
}
