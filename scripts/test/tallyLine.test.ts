import { expect, test } from 'vitest';
import { summarize, type TestRecord } from './TestSummary.ts';
import { tallyLine } from './tallyLine.ts';

const record = (status: TestRecord['status']): TestRecord => ({ name: 'n', file: 'f', status });

test('the tally is plain, and tells skipped tests when there are any', () => {
  expect(tallyLine(summarize([record('passed'), record('passed'), record('failed')]))).toBe(
    '2 passed, 1 failed',
  );
  expect(tallyLine(summarize([record('passed'), record('skipped')]))).toBe(
    '1 passed, 0 failed, 1 skipped',
  );
});
