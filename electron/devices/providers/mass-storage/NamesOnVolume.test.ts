import { mkdir, readdir, rename, unlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { TemporaryFolder } from '../../../base/testing/TemporaryFolder.ts';
import type { NameRules } from '../../NameRules.ts';
import { NamesOnVolume } from './NamesOnVolume.ts';

const rules: NameRules = {
  maximumUnits: 255,
  maximumUtf8Bytes: null,
  forbiddenCharacters: '',
  windowsRules: true,
  caseSensitive: false,
};
let folder: string;
let readings: string[];
let names: NamesOnVolume;

beforeEach(() => {
  const temporary = new TemporaryFolder();
  onTestFinished(() => temporary[Symbol.dispose]());
  folder = temporary.path;
  readings = [];
  names = new NamesOnVolume(rules, { readNames });
});

const readNames = (path: string) => {
  readings.push(path);
  return readdir(path);
};

const make = (name: string, at = folder) =>
  names.changing(at, { added: name }, () => writeFile(join(at, name), ''));

/** As another program does, at another time by the file system's clock. */
async function elsewhere(act: Promise<unknown>, seconds: number): Promise<void> {
  await act;
  await utimes(folder, seconds, seconds);
}

test('a folder is read once, however many files are written into it', async () => {
  await writeFile(join(folder, 'Song.mp3'), '');
  for (let index = 0; index < 100; index += 1) {
    expect(await names.countOf(folder, `${index}.mp3`)).toBe(0);
    await make(`${index}.mp3`);
    expect(await names.countOf(folder, `${index}.MP3`)).toBe(1);
  }
  expect(await names.countOf(folder, 'SONG.mp3')).toBe(1);
  expect(readings).toEqual([folder]);
});

test('our renaming and removing are known', async () => {
  await make('a');
  expect(await names.countOf(folder, 'A')).toBe(1);
  await names.changing(folder, { removed: 'a', added: 'b' }, () =>
    rename(join(folder, 'a'), join(folder, 'b')),
  );
  expect([await names.countOf(folder, 'a'), await names.countOf(folder, 'B')]).toEqual([0, 1]);
  await names.changing(folder, { removed: 'b' }, () => unlink(join(folder, 'b')));
  expect(await names.countOf(folder, 'b')).toBe(0);
  expect(readings).toHaveLength(1);
});

test('what another program does is noticed, before and between changes of ours', async () => {
  expect(await names.countOf(folder, 'a')).toBe(0);
  await elsewhere(writeFile(join(folder, 'A'), ''), 1_000);
  expect(await names.countOf(folder, 'a')).toBe(1);
  await elsewhere(writeFile(join(folder, 'B'), ''), 2_000);
  await make('c');
  expect(await names.countOf(folder, 'b')).toBe(1);
  expect(readings).toHaveLength(3);
});

test('a change that failed leaves nothing to be believed', async () => {
  expect(await names.countOf(folder, 'a')).toBe(0);
  const failing = names.changing(folder, { added: 'a' }, () => Promise.reject(new Error('full')));
  await expect(failing).rejects.toThrow('full');
  expect(await names.countOf(folder, 'a')).toBe(0);
  expect(readings).toHaveLength(2);
});

test('another folder at the same place is read anew', async () => {
  const inner = join(folder, 'inner');
  await mkdir(inner);
  await make('a', inner);
  expect(await names.countOf(inner, 'A')).toBe(1);
  await rename(inner, join(folder, 'other'));
  await mkdir(inner);
  expect(await names.countOf(inner, 'A')).toBe(0);
});

test('what another program does in the same tick is seen once the folder is read anew', async () => {
  names = new NamesOnVolume(rules, { readNames, stampOf: () => Promise.resolve('one tick') });
  await make('a');
  expect(await names.countOf(folder, 'A')).toBe(1);
  await unlink(join(folder, 'a'));
  expect(await names.countOf(folder, 'A')).toBe(1);
  names.forget(folder);
  expect(await names.countOf(folder, 'A')).toBe(0);
});
