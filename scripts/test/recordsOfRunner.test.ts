import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { recordsOfRunner } from './recordsOfRunner.ts';
import type { TestRecord } from './TestSummary.ts';

const passed: TestRecord = { name: 'sounds', file: 'a.test.ts', status: 'passed' };
const failed: TestRecord = { name: 'is silent', file: 'a.test.ts', status: 'failed' };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portamento-runner-'));
  vi.spyOn(console, 'error').mockReturnValue();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.restoreAllMocks();
});

const run = (exitCode: number, records: readonly TestRecord[] | null) =>
  recordsOfRunner(
    'runner',
    (file) => {
      if (records !== null) writeFileSync(file, JSON.stringify(records));
      return Promise.resolve(exitCode);
    },
    folder,
  );

test('what a runner recorded is what counts', async () => {
  expect(await run(0, [passed])).toEqual([passed]);
  expect(await run(1, [passed, failed])).toEqual([passed, failed]);
});

test('no tests at all is a failure', async () => {
  expect(await run(0, [])).toMatchObject([{ status: 'failed', reason: /no tests ran/ }]);
});

test('an exit code that no failed test explains is a failure', async () => {
  expect(await run(3, [passed])).toMatchObject([passed, { status: 'failed', reason: /code 3/ }]);
});

test('a runner that left no records is a failure, also when an earlier run left some', async () => {
  await run(0, [passed]);
  expect(await run(0, null)).toMatchObject([{ status: 'failed' }]);
});

test('a runner that cannot be started is a failure', async () => {
  const records = await recordsOfRunner(
    'runner',
    () => Promise.reject(new Error('ENOENT')),
    folder,
  );
  expect(records).toMatchObject([{ status: 'failed', reason: 'ENOENT' }]);
});
