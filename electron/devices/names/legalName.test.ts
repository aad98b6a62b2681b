import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostileName } from '../testing/hostileName.ts';
import type { NameRules } from '../NameRules.ts';
import { isLegalName, legalName, nameKey } from './legalName.ts';

const fat: NameRules = {
  maximumUnits: 255,
  maximumUtf8Bytes: null,
  forbiddenCharacters: '"*:<>?\\|',
  windowsRules: true,
  caseSensitive: false,
};
const unix: NameRules = {
  maximumUnits: 255,
  maximumUtf8Bytes: 255,
  forbiddenCharacters: '',
  windowsRules: false,
  caseSensitive: true,
};
const tight: NameRules = { ...fat, maximumUnits: 12, maximumUtf8Bytes: 20 };
const rules = fc.constantFrom(fat, unix, tight);

describe('what comes back', () => {
  test.each([
    ['AC/DC: “Back” in Black?.mp3', 'AC_DC_ “Back” in Black_.mp3'],
    ['a"b*c<d>e|f\\g.mp3', 'a_b_c_d_e_f_g.mp3'],
    ['line\nbreak\u0000.mp3', 'line_break_.mp3'],
    ['ends with dots...', 'ends with dots'],
    ['ends with a space .mp3 ', 'ends with a space .mp3'],
    ['CON', 'CON_'],
    ['aux.tar.gz', 'aux_.tar.gz'],
    ['com1.mp3', 'com1_.mp3'],
    ['COM¹', 'COM¹_'],
    ['conIN$.txt', 'conIN$_.txt'],
    ['console.mp3', 'console.mp3'],
    ['COM10.mp3', 'COM10.mp3'],
    ['', '_'],
    ['.', '_'],
    ['..', '_'],
    ['...', '_'],
    ['.hidden', '.hidden'],
    ['half \ud800 pair', 'half _ pair'],
  ])('%j is %j on FAT', (from, to) => expect(legalName(from, fat)).toBe(to));

  test.each([
    ['what? yes: "this" *is* fine.', 'what? yes: "this" *is* fine.'],
    ['CON', 'CON'],
    ['a/b', 'a_b'],
    ['..', '_'],
    ['...', '...'],
    ['\u0000', '_'],
  ])('%j is %j on a file system of Unix', (from, to) => expect(legalName(from, unix)).toBe(to));
});

describe('a name that is too long', () => {
  test('loses its end, and keeps its extension', () => {
    const long = `${'n'.repeat(300)}.flac`;
    expect(legalName(long, fat)).toBe(`${'n'.repeat(250)}.flac`);
  });

  test('is never cut within a character', () => {
    const family = '👩‍👩‍👧';
    const cut = legalName(`${family.repeat(40)}.mp3`, fat);
    expect(cut).toBe(`${family.repeat(Math.floor(251 / family.length))}.mp3`);
  });

  test('is counted in bytes where bytes count', () => {
    expect(Buffer.byteLength(legalName(`${'音'.repeat(200)}.mp3`, unix))).toBeLessThanOrEqual(255);
    expect(legalName(`${'音'.repeat(200)}.mp3`, unix)).toMatch(/^音{83}\.mp3$/);
  });

  test('has an extension only as long as extensions are', () => {
    const long = `Track 1. ${'n'.repeat(300)}`;
    expect(legalName(long, fat)).toHaveLength(255);
  });

  test('does not end with the space or dot it was cut at', () => {
    expect(legalName(`${'n'.repeat(254)}. and much more`, fat)).toBe('n'.repeat(254));
  });
});

test('whatever the name, what comes back is legal, and stays as it is', () => {
  fc.assert(
    fc.property(hostileName, rules, (any, its) => {
      const legal = legalName(any, its);
      expect(isLegalName(legal, its)).toBe(true);
      expect(legal.length).toBeGreaterThan(0);
      expect(legal.length).toBeLessThanOrEqual(its.maximumUnits);
      expect(Buffer.byteLength(legal)).toBeLessThanOrEqual(its.maximumUtf8Bytes ?? Infinity);
      expect(legal).not.toMatch(/[\u0000-\u001f/]/);
      expect(legal.isWellFormed()).toBe(true);
      expect(['.', '..']).not.toContain(legal);
      for (const character of its.forbiddenCharacters) expect(legal).not.toContain(character);
      if (its.windowsRules) expect(legal).not.toMatch(/[. ]$/);
    }),
    { numRuns: 5_000 },
  );
});

test('a megabyte of name is answered at once', () => {
  expect(legalName('x'.repeat(2 ** 20), fat)).toHaveLength(255);
});

test('two names are one where case does not count, in either way of writing marks', () => {
  expect(nameKey('ÉTÉ.mp3', fat)).toBe(nameKey('e\u0301te\u0301.MP3', fat));
  expect(nameKey('a', unix)).not.toBe(nameKey('A', unix));
});
