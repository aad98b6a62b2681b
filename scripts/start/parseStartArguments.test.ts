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

test.each([
  [['link'], 'headless'],
  [['--profile', 'test', 'link'], 'headless'],
  [['--data-folder=/a', 'link'], 'headless'],
  [['link', '--profile', 'test'], 'headless'],
  [['--desktop', 'link'], 'desktop'],
  [['./link'], 'any'],
  [['--profile', 'link'], 'any'],
  [['a.mp3', 'link'], 'any'],
  [['--', 'link'], 'any'],
] as const)('%o: the command link is the headless host’s, %s', (args, host) => {
  const parsed = parseStartArguments(args);
  expect(parsed.host).toBe(host);
  expect(parsed.hostArguments).toEqual(args.filter((argument) => argument !== '--desktop'));
});

test('after -- everything is a path', () => {
  expect(parseStartArguments(['--', '--headless'])).toEqual({
    host: 'any',
    hostArguments: ['--', '--headless'],
  });
});
