import { rmSync } from 'node:fs';
import process from 'node:process';
import { ensureBuilt } from './build.ts';
import { ensureTestTools } from './test/ensureTestTools.ts';
import { printReport } from './test/printReport.ts';
import { runPlaywright } from './test/runPlaywright.ts';
import { runVitest } from './test/runVitest.ts';
import { startLab } from './test/startLab.ts';
import { resultsFolder, writeSummary, type TestRecord } from './test/TestSummary.ts';

/**
 * Runs every test, or with `--long` those that take long, and leaves what they said in
 * `test-results/summary.json` (`summary-long.json`). @returns the exit code
 */
export async function test(args: readonly string[]): Promise<number> {
  const startedMs = performance.now();
  const isLong = args.includes('--long');
  const summaryFile = isLong ? 'summary-long.json' : 'summary.json';
  rmSync(`${resultsFolder}/${summaryFile}`, { force: true });
  const lab = new AsyncDisposableStack();
  const records: TestRecord[] = [
    ...(await step('set-up: test tools', ensureTestTools)),
    ...(await step('set-up: build', ensureBuilt)),
    ...(await step('set-up: MTP lab', async () => void lab.use(await startLab()))),
    ...(await runVitest(isLong)),
    ...(await runPlaywright(isLong)),
    ...(await step('end of the MTP lab', () => lab.disposeAsync())),
  ];
  const summary = writeSummary(summaryFile, records);
  const minutes = ((performance.now() - startedMs) / 60_000).toFixed(1);
  printReport(summary, `Tests took ${minutes} minutes on Node ${process.version}.`);
  return summary.failed === 0 && summary.passed > 0 ? 0 : 1;
}

/** A step of set-up that fails is a failed test, so that it shows in the tally and the rest still runs. */
async function step(name: string, perform: () => Promise<void>): Promise<readonly TestRecord[]> {
  try {
    await perform();
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(`${name}: ${reason}`);
    return [{ name, file: 'scripts/test.ts', status: 'failed', reason }];
  }
}

if (import.meta.main) process.exitCode = await test(process.argv.slice(2));
