import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hostileName } from '../testing/hostileName.ts';
import { isLegalName, nameKey } from './legalName.ts';
import { computerNameRules } from './safeName.ts';
import { uniqueName } from './uniqueName.ts';

const rules = computerNameRules;
const taken = (...names: readonly string[]) => new Set(names.map((name) => nameKey(name, rules)));

test('a free name stays', () => {
  expect(uniqueName('song.mp3', taken('other.mp3'), rules)).toBe('song.mp3');
});

test('a taken name gets the first free number, before its extension', () => {
  expect(uniqueName('song.mp3', taken('song.mp3'), rules)).toBe('song (2).mp3');
  expect(uniqueName('song.mp3', taken('song.mp3', 'song (2).mp3'), rules)).toBe('song (3).mp3');
  expect(uniqueName('folder', taken('folder'), rules)).toBe('folder (2)');
});

test('a name that differs only in case is taken', () => {
  expect(uniqueName('Song.MP3', taken('sONG.mp3'), rules)).toBe('Song (2).MP3');
});

test('a name is made legal first', () => {
  expect(uniqueName('what?.mp3', taken('what_.mp3'), rules)).toBe('what_ (2).mp3');
});

test('the number is never cut off', () => {
  const long = `${'n'.repeat(251)}.mp3`;
  const unique = uniqueName(long, taken(long), rules);
  expect(unique).toBe(`${'n'.repeat(247)} (2).mp3`);
});

test('many of the same name get as many names, all legal', () => {
  fc.assert(
    fc.property(hostileName, (name) => {
      const keys = new Set<string>();
      for (let count = 0; count < 5; count += 1) {
        const unique = uniqueName(name, keys, rules);
        expect(isLegalName(unique, rules)).toBe(true);
        keys.add(nameKey(unique, rules));
      }
      expect(keys.size).toBe(5);
    }),
  );
});
