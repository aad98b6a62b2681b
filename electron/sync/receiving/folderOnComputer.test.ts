import { existsSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { TemporaryFolder } from '../../base/testing/TemporaryFolder.ts';
import { errorOf, valueOf } from '../../devices/testing/valueOf.ts';
import { folderOnComputer } from './folderOnComputer.ts';

let folder: TemporaryFolder;
beforeEach(() => {
  folder = new TemporaryFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  mkdirSync(folder.file('chosen'));
  mkdirSync(folder.file('elsewhere'));
});

const anywhere = () => Promise.resolve(null);
const under = (levels: readonly string[], roots: readonly string[] | null = null) =>
  folderOnComputer({ toFolder: folder.file('chosen'), levels: [...levels] }, () =>
    Promise.resolve(roots),
  );

test('is made with all that is between', async () => {
  const made = valueOf(await under(['Ada', 'Waves']));
  expect(made).toBe(realpathSync(folder.file('chosen', 'Ada', 'Waves')));
  expect(valueOf(await under(['Ada', 'Waves']))).toBe(made);
});

test('is not made on another disk when the one that was chosen is gone', async () => {
  const gone = { toFolder: folder.file('gone'), levels: ['Ada'] };
  expect(errorOf(await folderOnComputer(gone, anywhere)).code).toBe('file.notFound');
  expect(existsSync(folder.file('gone'))).toBe(false);
});

test('no link leads out of what was chosen, and nothing is made there', async () => {
  symlinkSync(folder.file('elsewhere'), folder.file('chosen', 'Ada'));
  expect(errorOf(await under(['Ada', 'Waves']))).toEqual({
    code: 'file.permissionDenied',
    subject: 'Ada',
  });
  expect(existsSync(folder.file('elsewhere', 'Waves'))).toBe(false);
});

test('a link inside of it is a way like others', async () => {
  mkdirSync(folder.file('chosen', 'Music'));
  symlinkSync('Music', folder.file('chosen', 'Ada'));
  expect(valueOf(await under(['Ada']))).toBe(realpathSync(folder.file('chosen', 'Music')));
});

test('what was chosen is inside of the roots, really and by now', async () => {
  const real = realpathSync(folder.path);
  valueOf(await under(['Ada'], [real]));
  expect(errorOf(await under(['Ada'], [`${real}/elsewhere`])).code).toBe('file.permissionDenied');
});

test('a file in its place is told', async () => {
  writeFileSync(folder.file('chosen', 'Ada'), '');
  expect(errorOf(await under(['Ada', 'Waves'])).code).toBe('file.notFound');
});
