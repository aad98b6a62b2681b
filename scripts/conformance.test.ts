import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { conformanceRows } from '../electron/media/conformanceRows.ts';
import { conformanceFile, findConformanceTests, renderConformance } from './conformance.ts';

test('every row from MS-01 to MS-60 is there, once and in order', () => {
  const ids = Array.from({ length: 60 }, (_, at) => `MS-${String(at + 1).padStart(2, '0')}`);
  expect(conformanceRows.map((row) => row.id)).toEqual(ids);
});

test('every row has a test, or a reason why it does not apply', async () => {
  const tested = new Set((await findConformanceTests()).map((test) => test.id));
  for (const row of conformanceRows) {
    expect([row.id, tested.has(row.id)]).toEqual([row.id, row.notApplicable === undefined]);
  }
});

test('CONFORMANCE.md is current', async () => {
  expect(await readFile(conformanceFile, 'utf8')).toBe(await renderConformance());
});
