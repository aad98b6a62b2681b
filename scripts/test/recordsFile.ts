import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import type { TestRecord } from './TestSummary.ts';

/** Names the file a recorder writes, for the runner's process. */
export const recordsFileVariable = 'PORTAMENTO_TEST_RECORDS';

/** Called by the recorder inside the runner; a run that was not started by `npm test` records nothing. */
export function writeRecords(records: readonly TestRecord[]): void {
  const file = process.env[recordsFileVariable];
  if (file === undefined) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(records));
}

/** @throws when the runner ended without writing its records */
export function readRecords(file: string): readonly TestRecord[] {
  if (!existsSync(file)) throw new Error('it ended before it could say what ran');
  return JSON.parse(readFileSync(file, 'utf8')) as readonly TestRecord[];
}
