import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { hostileName } from '../testing/hostileName.ts';
import { isLegalName, nameKey } from './legalName.ts';
import { computerNameRules } from './safeName.ts';
import { TakenNames } from './TakenNames.ts';

const rules = computerNameRules;
const taken = (...names: readonly string[]) =>
  new TakenNames(
    rules,
    names.map((name) => nameKey(name, rules)),
  );

test('a free name stays', () => {
  expect(taken('other.mp3').unique('song.mp3')).toBe('song.mp3');
});

test('a taken name gets the first free number, before its extension', () => {
  expect(taken('song.mp3').unique('song.mp3')).toBe('song (2).mp3');
  expect(taken('song.mp3', 'song (2).mp3').unique('song.mp3')).toBe('song (3).mp3');
  expect(taken('folder').unique('folder')).toBe('folder (2)');
});

test('a name that differs only in case is taken', () => {
  expect(taken('sONG.mp3').unique('Song.MP3')).toBe('Song (2).MP3');
});

test('a name is made legal first', () => {
  expect(taken('what_.mp3').unique('what?.mp3')).toBe('what_ (2).mp3');
});

test('the number is never cut off', () => {
  const long = `${'n'.repeat(251)}.mp3`;
  const unique = taken(long).unique(long);
  expect(unique).toBe(`${'n'.repeat(247)} (2).mp3`);
});

test('many of the same name get as many names, all legal', () => {
  fc.assert(
    fc.property(hostileName, (name) => {
      const names = taken();
      const made = Array.from({ length: 5 }, () => {
        const unique = names.unique(name);
        names.add(unique);
        return unique;
      });
      expect(made.every((each) => isLegalName(each, rules))).toBe(true);
      expect(new Set(made.map((each) => nameKey(each, rules))).size).toBe(5);
    }),
  );
});

test('a name is not taken by being found', () => {
  const names = taken('song.mp3');
  expect(names.unique('song.mp3')).toBe('song (2).mp3');
  expect(names.unique('song.mp3')).toBe('song (2).mp3');
  expect(names.has('SONG.mp3')).toBe(true);
  expect(names.has('song (2).mp3')).toBe(false);
});

test('the n-th of one name costs as much as the second', () => {
  const has = vi.spyOn(TakenNames.prototype, 'has');
  const names = taken();
  const count = 2_000;
  for (let made = 0; made < count; made += 1) names.add(names.unique('Track 01.mp3'));
  expect(names.has(`Track 01 (${count}).mp3`)).toBe(true);
  expect(has.mock.calls.length).toBeLessThan(4 * count);
  has.mockRestore();
});
