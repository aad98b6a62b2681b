import { rmSync } from 'node:fs';
import type { TestRecord } from './TestSummary.ts';

export interface RunnerOutcome {
  readonly exitCode: number;
  readonly records: readonly TestRecord[];
}

/**
 * Runs a test runner and makes sure that nothing it does wrong passes for success: a crash, a missing
 * report, no tests at all, or an exit code that says more than the tests do is a failed test.
 */
export async function recordsOfRunner(
  runner: string,
  reportFile: string,
  run: () => Promise<RunnerOutcome>,
): Promise<readonly TestRecord[]> {
  const fault = (reason: string): TestRecord => {
    console.error(`${runner}: ${reason}`);
    return { name: `${runner} ran as it should`, file: reportFile, status: 'failed', reason };
  };
  rmSync(reportFile, { force: true });
  try {
    const { exitCode, records } = await run();
    if (records.length === 0) return [fault(`no tests ran (exit code ${exitCode})`)];
    const explained = exitCode === 0 || records.some(({ status }) => status === 'failed');
    return explained ? records : [...records, fault(`ended with exit code ${exitCode}`)];
  } catch (error) {
    return [fault(error instanceof Error ? error.message : String(error))];
  }
}
