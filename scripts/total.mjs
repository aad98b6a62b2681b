/**
 * Adds up the summaries of one CI run, names what failed and ends with the tally of all. A summary that
 * is missing counts as a failure: whoever should have written it crashed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { projectFolder } from './setup/projectFolder.mjs';
import { tallyLines } from './test/tallyLines.mjs';

/** @typedef {{passed: number, failed: number, skipped: number, tests: {name: string, file: string, status: string}[]}} Summary */

const total = { passed: 0, failed: 0, skipped: 0 };
for (const name of process.argv.slice(2)) {
  const file = join(projectFolder, 'test-results', name);
  if (!existsSync(file)) {
    console.log(`${name}: missing`);
    total.failed += 1;
    continue;
  }
  /** @type {unknown} */
  const content = JSON.parse(readFileSync(file, 'utf8'));
  const summary = /** @type {Summary} */ (content);
  console.log(`${name}: ${summary.passed} passed, ${summary.failed} failed`);
  for (const test of summary.tests) {
    if (test.status === 'failed') console.log(`  failed: ${test.file}: ${test.name}`);
  }
  total.passed += summary.passed;
  total.failed += summary.failed;
  total.skipped += summary.skipped;
}
console.log(tallyLines(total));
process.exitCode = total.failed === 0 ? 0 : 1;
