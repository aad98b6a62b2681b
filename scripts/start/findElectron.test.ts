import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { electronDistFolder, findElectron } from './findElectron.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portamento-electron-'));
  write('package.json', '{"version": "45.4.1"}');
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function unpack(version: string): void {
  write('dist/version', version);
  write('dist/electron', '');
  write('path.txt', 'electron');
}

const find = (environment: NodeJS.ProcessEnv = {}) => findElectron(environment, folder, 'linux');

test('the package alone has no binary', () => {
  expect(find()).toBeNull();
});

test('an unpacked binary of the same version is found', () => {
  unpack('45.4.1');
  expect(find()).toBe(join(folder, 'dist', 'electron'));
});

test('one that was left over by an older version is not', () => {
  unpack('44.0.0');
  expect(find()).toBeNull();
});

test('one that was not unpacked to the end is not', () => {
  unpack('45.4.1');
  rmSync(join(folder, 'path.txt'));
  expect(find()).toBeNull();
});

test('ELECTRON_OVERRIDE_DIST_PATH comes first, and is not silently ignored', () => {
  unpack('45.4.1');
  write('other/electron', '');
  const other = join(folder, 'other');
  expect(find({ ELECTRON_OVERRIDE_DIST_PATH: other })).toBe(join(other, 'electron'));
  expect(() => find({ ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'nowhere') })).toThrow('nowhere');
});

test.each(['linux', 'win32', 'darwin'] as const)(
  'all of it is where it was named, on %s',
  (platform) => {
    const executable = {
      linux: 'electron',
      win32: 'electron.exe',
      darwin: 'Electron.app/Contents/MacOS/Electron',
    }[platform];
    write(`other/${executable}`, '');
    const other = join(folder, 'other');
    const found = findElectron({ ELECTRON_OVERRIDE_DIST_PATH: other }, folder, platform);
    expect(electronDistFolder(found ?? '', platform)).toBe(other);
  },
);
