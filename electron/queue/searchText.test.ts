import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseForSearch, searchTextOf, searchWordsOf } from './searchText.ts';

describe('normaliseForSearch', () => {
  test.each([
    ['BJÖRK', 'bjork'],
    ['Sigur Rós', 'sigur ros'],
    ['Straße', 'strasse'],
    ['Røyksopp', 'royksopp'],
    ['Mötörhead', 'motorhead'],
    ['Łódź', 'lodz'],
    ['Ænima', 'aenima'],
    ['ﬁnal', 'final'],
    ['ＦＵＬＬ', 'full'],
    ['İstanbul ışık', 'istanbul isik'],
    ['ΟΔΟΣ', normaliseForSearch('οδός')],
    ['ガ', normaliseForSearch('ガ')],
    ['مُحَمَّد', 'محمد'],
  ])('%s', (text, expected) => {
    expect(normaliseForSearch(text)).toBe(expected);
  });

  test('does not depend on how a text is composed or cased', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const normalised = normaliseForSearch(text);
        expect(normaliseForSearch(text.normalize('NFD'))).toBe(normalised);
        expect(normaliseForSearch(text.normalize('NFC'))).toBe(normalised);
      }),
    );
  });
});

test('words are apart, once each, and none for white space', () => {
  expect(searchWordsOf('  Café  cafe Noir ')).toEqual(['cafe', 'noir']);
  expect(searchWordsOf(' \t\n')).toEqual([]);
});

test('fields do not run together', () => {
  const text = searchTextOf('file.mp3', { title: 'End', artist: 'Start' });
  expect(text).toContain('end');
  expect(text).not.toContain('endstart');
});

test('a very long tag is searched in its beginning', () => {
  const text = searchTextOf('a.mp3', { title: 'x'.repeat(100_000) });
  expect(text.length).toBeLessThan(1_000);
  expect(text).toContain('a.mp3');
});
