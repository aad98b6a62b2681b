import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TemporaryFolder } from '../../base/testing/TemporaryFolder.ts';
import { hostileName } from '../testing/hostileName.ts';
import { cleanLabel } from './cleanLabel.ts';
import { safeName } from './safeName.ts';

test.each([
  ['../../etc/passwd', '.._.._etc_passwd'],
  ['..\\..\\windows\\system.ini', '.._.._windows_system.ini'],
  ['/etc/passwd', '_etc_passwd'],
  ['C:\\autoexec.bat', 'C__autoexec.bat'],
  ['a\0b', 'a_b'],
  ['..', '_'],
  ['.', '_'],
  ['....', '_'],
  ['', '_'],
  ['nul', 'nul_'],
  ['LPT1.mp3', 'LPT1_.mp3'],
  ['song\u202egpm.exe', 'songgpm.exe'],
  ['\u2066a\u2069\ufeff', 'a'],
  ['a:b', 'a_b'],
  ['trailing. . .', 'trailing'],
  ['\u202e', '_'],
])('%j becomes %j', (from, to) => expect(safeName(from)).toBe(to));

test('whatever the name, it stays in its folder', () => {
  fc.assert(
    fc.property(hostileName, (name) => {
      const safe = safeName(name);
      expect(resolve('/folder', safe)).toBe(`/folder/${safe}`);
      expect(safe).not.toMatch(/[/\\]/);
      expect(safeName(safe)).toBe(safe);
    }),
    { numRuns: 2_000 },
  );
});

test('whatever the name, it is one file in that folder and nowhere else', () => {
  using folder = new TemporaryFolder();
  const inner = folder.file('inner');
  mkdirSync(inner);
  fc.assert(
    fc.property(hostileName, (name) => {
      writeFileSync(join(inner, safeName(name)), 'x');
      expect(existsSync(join(inner, safeName(name)))).toBe(true);
    }),
    { numRuns: 200 },
  );
  expect(readdirSync(folder.path)).toEqual(['inner']);
});

test('what a device says of itself is one line without tricks', () => {
  expect(cleanLabel(' My\u202e Player\u0000\n')).toBe('My Player');
  expect(cleanLabel('x'.repeat(10_000))).toHaveLength(200);
  expect(cleanLabel('\u0001')).toBe('');
  expect(cleanLabel(`${'x'.repeat(199)}🎷`).isWellFormed()).toBe(true);
});
