import { describe, expect, test } from 'vitest';
import { DroppedPaths } from './DroppedPaths.ts';

function pathsOf(...relativePaths: readonly string[]) {
  const paths = new DroppedPaths(relativePaths.map((relativePath) => ({ relativePath })));
  return (location: string) => paths.find(location)?.relativePath ?? null;
}

describe('DroppedPaths', () => {
  test.each([
    ['Album/1.mp3', 'as it was dropped'],
    ['./Album/1.mp3', 'from here'],
    ['Album\\1.mp3', 'as Windows writes it'],
    ['Album/1%2Emp3', 'percent-encoded'],
    ['ALBUM/1.MP3', 'in another case'],
    ['../Music/Album/1.mp3', 'from elsewhere'],
    ['/home/me/Music/Album/1.mp3', 'by its path'],
    ['C:\\Music\\Album\\1.mp3', 'by its path on Windows'],
    ['file:///home/me/Music/Album/1.mp3', 'by its address'],
    ['1.mp3', 'from its own folder'],
  ])('%s is found, named %s', (location) => {
    expect(pathsOf('Album/1.mp3', 'Album/2.mp3')(location)).toBe('Album/1.mp3');
  });

  test('accents are the same however they are written', () => {
    expect(pathsOf('A\u0308rger.mp3')('\u00c4rger.mp3')).toBe('A\u0308rger.mp3');
  });

  test('a file of another folder is another file, also when it is called the same', () => {
    const find = pathsOf('Album/1.mp3');
    expect(find('Other/1.mp3')).toBeNull();
    expect(find('/music/Other/1.mp3')).toBeNull();
    expect(find('2.mp3')).toBeNull();
    expect(find('')).toBeNull();
  });

  test('of several the one is meant that has most in common, and none when that is not clear', () => {
    const find = pathsOf('A/1.mp3', 'B/1.mp3', '1.mp3');
    expect(find('B/1.mp3')).toBe('B/1.mp3');
    expect(find('1.mp3')).toBe('1.mp3');
    expect(find('/music/A/1.mp3')).toBe('A/1.mp3');
    expect(pathsOf('A/1.mp3', 'B/1.mp3')('1.mp3')).toBeNull();
  });
});
