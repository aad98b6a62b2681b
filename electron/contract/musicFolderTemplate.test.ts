import { expect, test } from 'vitest';
import { MusicFolderTemplate, unknownTokens } from './musicFolderTemplate.ts';

test('a template names only what can be filled in', () => {
  expect(unknownTokens('Music/{albumArtist}/{year} - {album}')).toEqual([]);
  expect(unknownTokens('{bogus}/{album}/{Artist}{}')).toEqual(['{bogus}', '{Artist}', '{}']);
  expect(unknownTokens('{album/{artist}}')).toEqual(['{', '}']);
  expect(MusicFolderTemplate.safeParse('Music/{album}').success).toBe(true);
  expect(MusicFolderTemplate.safeParse('Music/{bogus}').success).toBe(false);
});
