import { beforeEach, expect, test } from 'vitest';
import { ok } from '../../../../base/Result.ts';
import type { NameRules } from '../../../NameRules.ts';
import { valueOf } from '../../../testing/valueOf.ts';
import type { MtpObject } from '../operations/MtpObject.ts';
import { FolderNames, type FolderView } from './FolderNames.ts';

const rules: NameRules = {
  maximumUnits: 254,
  maximumUtf8Bytes: 255,
  forbiddenCharacters: '',
  windowsRules: true,
  caseSensitive: false,
};
const folder = { storageId: 1, parent: 7 };

let names: FolderNames;
let there: Map<number, string>;
let asked: string[];

const objectOf = (handle: number): MtpObject => ({
  handle,
  storageId: 1,
  parent: 7,
  format: 0x3000,
  isProtected: false,
  sizeBytes: 0,
  isSizeKnown: true,
  fileName: there.get(handle) ?? '',
  modifiedAtMs: null,
});

const view: FolderView = {
  handles() {
    asked.push('handles');
    return Promise.resolve(ok(new Set(there.keys())));
  },
  objects() {
    asked.push('objects');
    return Promise.resolve(ok([...there.keys()].map(objectOf)));
  },
  object(handle) {
    asked.push(`object ${handle}`);
    return Promise.resolve(ok(objectOf(handle)));
  },
};

beforeEach(() => {
  names = new FolderNames(rules);
  asked = [];
  there = new Map([
    [1, 'Song.mp3'],
    [2, 'Cafe\u0301.mp3'],
  ]);
});

const isTaken = async (name: string, but: number | null = null) =>
  valueOf(await names.of(folder, view)).isTaken(name, but);

test('a name is taken by one that is the same on the device, and not by its own', async () => {
  expect(await isTaken('SONG.MP3')).toBe(true);
  expect(await isTaken('Café.mp3')).toBe(true);
  expect(await isTaken('song.mp3', 1)).toBe(false);
  expect(await isTaken('other.mp3')).toBe(false);
});

test('one of two that are the same goes, the other has the name still', async () => {
  there.set(3, 'song.mp3');
  await isTaken('song.mp3');
  there.delete(1);
  expect(await isTaken('song.mp3')).toBe(true);
  there.delete(3);
  expect(await isTaken('song.mp3')).toBe(false);
});

test('what came since is asked for alone, and what was renamed has its new name', async () => {
  await isTaken('x');
  there.set(3, 'new.mp3');
  names.forget(1);
  there.set(1, 'other.mp3');
  expect(await isTaken('new.mp3')).toBe(true);
  expect(await isTaken('song.mp3')).toBe(false);
  expect(await isTaken('other.mp3')).toBe(true);
  expect(asked.slice(0, 4)).toEqual(['objects', 'handles', 'object 1', 'object 3']);
});

test('in a session the folder is looked at once', async () => {
  names.setInSession(true);
  await isTaken('x');
  names.add(folder, { handle: 9, fileName: 'x' });
  expect(await isTaken('x')).toBe(true);
  expect(asked).toEqual(['objects']);
});

test('what was looked at before everything was forgotten is not taken for what is there', async () => {
  names.setInSession(true);
  const begun = names.of(folder, view);
  names.forgetAll();
  expect(await begun).toEqual({ ok: false, error: { code: 'device.noSuchObject' } });
  there = new Map([[1, 'another.mp3']]);
  expect(await isTaken('song.mp3')).toBe(false);
  expect(asked).toEqual(['objects', 'objects']);
});

test('the last object that is written tells that none is', () => {
  const told: boolean[] = [];
  names.written.subscribe(() => told.push(names.isWriting));
  names.beginWriting(folder, 1, 'one.mp3');
  names.beginWriting(folder, 2, 'two.mp3');
  names.endWriting(1);
  expect(told).toEqual([]);
  names.endWriting(2);
  expect(told).toEqual([false]);
});
