import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import {
  conformanceFileOf,
  conformingRooms,
  findConformanceTests,
  renderConformance,
} from './conformance.ts';

describe.each(conformingRooms)('$title', (room) => {
  const { prefix, rowCount, rows } = room;

  test('every row is there, once and in order', () => {
    const ids = Array.from(
      { length: rowCount },
      (_, at) => `${prefix}-${String(at + 1).padStart(2, '0')}`,
    );
    expect(rows.map((row) => row.id)).toEqual(ids);
  });

  test('every row has a test, or a reason why it does not apply', async () => {
    const tested = new Set((await findConformanceTests(room)).map((test) => test.id));
    for (const row of rows) {
      expect([row.id, tested.has(row.id)]).toEqual([row.id, row.notApplicable === undefined]);
    }
  });

  test('CONFORMANCE.md is current', async () => {
    expect(await readFile(conformanceFileOf(room), 'utf8')).toBe(await renderConformance(room));
  });
});
