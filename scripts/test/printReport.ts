import { tallyLines } from './tallyLines.mjs';
import type { TestSummary } from './TestSummary.ts';

/** Says what was skipped and what failed, and ends with the tally alone on its line. */
export function printReport(summary: TestSummary, remark: string): void {
  const withStatus = (status: string) => summary.tests.filter((test) => test.status === status);
  const skipped = withStatus('skipped');
  if (skipped.length > 0) {
    console.log(`\n======== ${skipped.length} SKIPPED: these prove nothing in this run ========`);
    for (const { name, file, reason } of skipped) {
      console.log(`  ${file}: ${name}\n      ${reason ?? 'no reason given'}`);
    }
  }
  const failed = withStatus('failed');
  if (failed.length > 0) {
    console.log(`\n======== ${failed.length} FAILED ========`);
    for (const { name, file } of failed) console.log(`  ${file}: ${name}`);
  }
  console.log(`\n${remark}\n${tallyLines(summary)}`);
}
