import { describe, expect, it } from 'vitest';
import { openedPaths } from './openedPaths.ts';

describe('openedPaths', () => {
  it.each([
    [[], []],
    [['/music/a.mp3'], ['/music/a.mp3']],
    [
      ['a.mp3', '../b'],
      ['/home/ann/a.mp3', '/home/b'],
    ],
    [['--allow-file-access', '-v', '/a.mp3'], ['/a.mp3']],
    [['--', '--odd name.mp3'], ['/home/ann/--odd name.mp3']],
    [['file:///music/a%20b.mp3'], ['/music/a b.mp3']],
  ])('%j opens %j', (args, paths) => {
    expect(openedPaths(args, '/home/ann')).toEqual(paths);
  });
});
