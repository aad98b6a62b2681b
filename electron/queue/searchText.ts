import type { TrackTags } from '../contract/playback.ts';

/** Letters that Unicode does not take apart, as people type them who have no such key. */
const plainLetters: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ς: 'σ',
};
const specialLetters = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'gu');

/** Longer texts are searched in their beginning only. */
const maximumFieldLength = 500;

/**
 * Text with the differences taken out that a search does not care about: case, accents and other
 * marks, width and ligatures.
 */
export function normaliseForSearch(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase() // first, because only so ß becomes ss
    .toLowerCase()
    .replace(specialLetters, (letter) => plainLetters[letter] ?? letter);
}

/** What a row is found by: each word of a search is a part of one of its fields. */
export function searchTextOf(fileName: string, tags: TrackTags): string {
  return [tags.title, tags.artist, tags.album, fileName]
    .map((field) => normaliseForSearch((field ?? '').slice(0, maximumFieldLength)))
    .join('\n');
}

/** The words of a search, normalised; none when it finds everything. */
export function searchWordsOf(search: string): string[] {
  const words = normaliseForSearch(search).split(/\s+/u);
  return [...new Set(words)].filter((word) => word !== '');
}
