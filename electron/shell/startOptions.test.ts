import { describe, expect, it } from 'vitest';
import { startOptions } from './startOptions.ts';

describe('startOptions', () => {
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
    [['file://nas/music/a.mp3'], ['/home/ann/file:/nas/music/a.mp3']],
    [['file:///a%2Fb.mp3'], ['/home/ann/file:/a%2Fb.mp3']],
  ])('%j opens %j', (args, paths) => {
    expect(startOptions(args, '/home/ann').paths).toEqual(paths);
  });

  it('does not take an empty data folder for the working folder', () => {
    expect(startOptions(['--data-folder', ''], '/home/ann').dataFolder).toBe('');
  });

  it('names the profile and the data folder', () => {
    const args = ['--profile', 'test', '--data-folder=data', '/a.mp3'];
    expect(startOptions(args, '/home/ann')).toEqual({
      profileName: 'test',
      dataFolder: '/home/ann/data',
      paths: ['/a.mp3'],
    });
  });
});
