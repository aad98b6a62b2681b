import { describe, expect, test } from 'vitest';
import { defaultPort, headlessArguments, type HeadlessArguments } from './headlessArguments.ts';

const usual: HeadlessArguments = {
  command: 'serve',
  host: '127.0.0.1',
  port: defaultPort,
  profileName: undefined,
  dataFolder: undefined,
  roots: [],
  certificateFile: undefined,
  keyFile: undefined,
  behindTlsProxy: false,
  names: [],
  opensBrowser: true,
  paths: [],
};

describe('headlessArguments', () => {
  test.each<[string, Partial<HeadlessArguments>]>([
    ['', {}],
    ['a.mp3 /b', { paths: ['/work/a.mp3', '/b'] }],
    ['-- --port link', { paths: ['/work/--port', '/work/link'] }],
    ['./link', { paths: ['/work/link'] }],
    ['a.mp3 link', { paths: ['/work/a.mp3', '/work/link'] }],
    ['link', { command: 'link' }],
    ['--data-folder data link', { command: 'link', dataFolder: '/work/data' }],
    ['link --profile test', { command: 'link', profileName: 'test' }],
    ['--help link', { command: 'help' }],
    ['-h', { command: 'help' }],
    ['--version', { command: 'version' }],
    ['--port 0 --no-open', { port: 0, opensBrowser: false }],
    ['--port=65535', { port: 65_535 }],
    ['--root Music --root /mnt', { roots: ['/work/Music', '/mnt'] }],
    ['--data-folder data', { dataFolder: '/work/data' }],
    [
      '--host 0.0.0.0 --certificate c.pem --key k.pem --name nas.local --name nas',
      {
        host: '0.0.0.0',
        certificateFile: '/work/c.pem',
        keyFile: '/work/k.pem',
        names: ['nas.local', 'nas'],
      },
    ],
    ['--behind-tls-proxy', { behindTlsProxy: true }],
  ])('%s', (line, expected) => {
    const args = line.split(' ').filter((argument) => argument !== '');
    expect(headlessArguments(args, '/work')).toEqual({
      ok: true,
      value: { ...usual, ...expected },
    });
  });

  test('names an option there is none of, and where they are listed', () => {
    expect(headlessArguments(['--port', '1', '--bogus', 'a.mp3'], '/work')).toEqual({
      ok: false,
      error: 'there is no option "--bogus" (npm start -- --help lists them all)',
    });
  });

  test.each([
    ['--port', '-1'],
    ['--port', '65536'],
    ['--port', '80a'],
    ['--port', ''],
    ['--data-folder', ''],
    ['--unknown'],
    ['--host'],
    ['--no-open=yes'],
  ])('%s %s is refused', (...args) => {
    const parsed = headlessArguments(args, '/work');
    expect(parsed.ok).toBe(false);
    expect(parsed).toMatchObject({
      error: expect.stringContaining(args[0].split('=')[0] ?? '') as string,
    });
  });
});
