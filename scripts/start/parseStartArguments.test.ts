import { expect, test } from 'vitest';
import { parseStartArguments } from './parseStartArguments.ts';

test('paths and the host’s own options pass untouched', () => {
  expect(parseStartArguments(['--profile', 'test', 'a song.mp3', 'Album'])).toEqual({
    host: 'any',
    hostArguments: ['--profile', 'test', 'a song.mp3', 'Album'],
  });
});

test('the choice of host is taken out; the last one counts', () => {
  expect(parseStartArguments(['--desktop', 'a.mp3', '--headless'])).toEqual({
    host: 'headless',
    hostArguments: ['a.mp3'],
  });
  expect(parseStartArguments(['--desktop']).host).toBe('desktop');
});

test('after -- everything is a path', () => {
  expect(parseStartArguments(['--', '--headless'])).toEqual({
    host: 'any',
    hostArguments: ['--', '--headless'],
  });
});
