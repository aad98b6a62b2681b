import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readRefusal, rememberRefusal } from './rememberedRefusal.ts';

const refusedAt = new Date('2026-11-20T10:00:00Z');
const hourMs = 60 * 60 * 1000;
const after = (hours: number) => new Date(refusedAt.getTime() + hours * hourMs);

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portamento-refusal-'));
  file = join(folder, 'cache', 'electron-refused.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a refusal is remembered for a day', () => {
  rememberRefusal(file, { version: '45.4.1', reason: 'ENOTFOUND', refusedAt });
  expect(readRefusal(file, '45.4.1', after(23))).toEqual({
    version: '45.4.1',
    reason: 'ENOTFOUND',
    refusedAt,
  });
  expect(readRefusal(file, '45.4.1', after(24))).toBeNull();
});

test('it says nothing of another version', () => {
  rememberRefusal(file, { version: '45.4.1', reason: 'ENOTFOUND', refusedAt });
  expect(readRefusal(file, '46.0.0', after(1))).toBeNull();
});

test('a clock that was set back does not prolong it', () => {
  rememberRefusal(file, { version: '45.4.1', reason: 'ENOTFOUND', refusedAt });
  expect(readRefusal(file, '45.4.1', after(-1))).toBeNull();
});

test('an absent or damaged memory is none', () => {
  expect(readRefusal(file, '45.4.1', after(1))).toBeNull();
  rememberRefusal(file, { version: '45.4.1', reason: 'ENOTFOUND', refusedAt });
  writeFileSync(file, '{"version": "45.4');
  expect(readRefusal(file, '45.4.1', after(1))).toBeNull();
});
