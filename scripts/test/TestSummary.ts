import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../setup/projectFolder.mjs';

export interface TestRecord {
  readonly name: string;
  /** From the project's folder. */
  readonly file: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped, or how it failed. */
  readonly reason?: string;
}

export interface TestSummary {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly tests: readonly TestRecord[];
}

export const resultsFolder = join(projectFolder, 'test-results');

export function summarize(tests: readonly TestRecord[]): TestSummary {
  const count = (status: TestRecord['status']) =>
    tests.filter((test) => test.status === status).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped'), tests };
}

/** Writes the summary of `tests` into the results folder. */
export function writeSummary(fileName: string, tests: readonly TestRecord[]): TestSummary {
  const summary = summarize(tests);
  mkdirSync(resultsFolder, { recursive: true });
  writeFileSync(join(resultsFolder, fileName), `${JSON.stringify(summary, null, 1)}\n`);
  return summary;
}
