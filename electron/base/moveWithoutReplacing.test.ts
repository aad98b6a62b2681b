import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { link, rename } from 'node:fs/promises';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { moveWithoutReplacing } from './moveWithoutReplacing.ts';
import { TemporaryFolder } from './testing/TemporaryFolder.ts';

vi.mock(import('node:fs/promises'), async (original) => {
  const real = await original();
  return { ...real, link: vi.fn(real.link), rename: vi.fn(real.rename) };
});

let folder: TemporaryFolder;
beforeEach(() => {
  folder = new TemporaryFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  onTestFinished(() => void vi.resetAllMocks());
  writeFileSync(folder.file('new'), 'new');
});

const move = () => moveWithoutReplacing(folder.file('new'), folder.file('taken'));

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}

test.each([
  ['with links', null],
  ['where links are refused', 'EPERM'],
  ['on FAT under Windows', 'EISDIR'],
])('a file gets a name that is free, %s', async (_, refusal) => {
  if (refusal !== null) vi.mocked(link).mockRejectedValue(failure(refusal));
  await move();
  expect(readdirSync(folder.path)).toEqual(['taken']);
  expect(readFileSync(folder.file('taken'), 'utf8')).toBe('new');
});

test.each([
  ['with links', null],
  ['where links are refused', 'EPERM'],
])('what has the name stays, %s', async (_, refusal) => {
  if (refusal !== null) vi.mocked(link).mockRejectedValue(failure(refusal));
  writeFileSync(folder.file('taken'), 'somebody else’s');
  await expect(move()).rejects.toMatchObject({ code: 'EEXIST' });
  expect(readFileSync(folder.file('taken'), 'utf8')).toBe('somebody else’s');
  expect(readFileSync(folder.file('new'), 'utf8')).toBe('new');
});

test('a reservation that was not used goes again', async () => {
  vi.mocked(link).mockRejectedValue(failure('EPERM'));
  vi.mocked(rename).mockRejectedValue(failure('EIO'));
  await expect(move()).rejects.toMatchObject({ code: 'EIO' });
  expect(readdirSync(folder.path)).toEqual(['new']);
});
