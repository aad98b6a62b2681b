import { expect, test } from 'vitest';
import { summarize, type TestRecord } from './TestSummary.ts';
import { tallyLines } from './tallyLines.mjs';

const record = (status: TestRecord['status']): TestRecord => ({ name: 'n', file: 'f', status });

test('the last line is the plain tally, also when tests were skipped', () => {
  expect(tallyLines(summarize([record('passed'), record('passed'), record('failed')]))).toBe(
    '2 passed, 1 failed',
  );
  expect(tallyLines(summarize([record('passed'), record('skipped')]))).toBe(
    '1 skipped\n1 passed, 0 failed',
  );
});
