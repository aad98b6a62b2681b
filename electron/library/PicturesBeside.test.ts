import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TemporaryFolder } from '../base/testing/TemporaryFolder.ts';
import { PicturesBeside } from './PicturesBeside.ts';

let folder: TemporaryFolder;
let listed: string[];
let pictures: PicturesBeside;
beforeEach(() => {
  folder = new TemporaryFolder();
  listed = [];
  pictures = new PicturesBeside((path) => {
    listed.push(path);
    return readdirSync(path);
  });
  for (const name of ['one', 'two']) mkdirSync(folder.file(name));
});
afterEach(() => folder[Symbol.dispose]());

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** A picture one can tell from others by its last byte; its folder changes at `atSeconds`. */
function writePicture(path: string, mark: number, atSeconds: number): void {
  writeFileSync(path, Buffer.concat([signature, Buffer.of(mark)]));
  utimesSync(dirname(path), atSeconds, atSeconds);
}
const markBeside = (...names: readonly string[]) =>
  pictures.read(folder.file(...names))?.at(-1) ?? null;

test('a folder is listed once for all of its files', () => {
  writePicture(folder.file('one', 'Folder.PNG'), 1, 1_000);
  for (let number = 0; number < 100; number += 1) {
    expect(markBeside('one', `${number}.mp3`)).toBe(1);
    expect(markBeside('one', `${number}.flac`)).toBe(1);
  }
  expect(listed).toEqual([folder.file('one')]);
  expect(markBeside('two', '1.mp3')).toBeNull();
  expect(markBeside('two', '2.mp3')).toBeNull();
  expect(listed).toEqual([folder.file('one'), folder.file('two')]);
});

test('a cover that came since is found, and the better one wins', () => {
  expect(markBeside('one', '1.mp3')).toBeNull();
  writePicture(folder.file('one', 'front.png'), 1, 1_000);
  expect(markBeside('one', '1.mp3')).toBe(1);
  writePicture(folder.file('one', 'cover.png'), 2, 2_000);
  expect(markBeside('one', '1.mp3')).toBe(2);
});

test('what is no picture is passed over', () => {
  writeFileSync(folder.file('one', 'cover.jpg'), 'text');
  writePicture(folder.file('one', 'folder.png'), 3, 1_000);
  expect(markBeside('one', '1.mp3')).toBe(3);
});
