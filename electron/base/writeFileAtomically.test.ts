import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TemporaryFolder } from './testing/TemporaryFolder.ts';
import { writeFileAtomically } from './writeFileAtomically.ts';

test('replaces the whole file and leaves nothing beside it', async () => {
  using folder = new TemporaryFolder();
  writeFileSync(folder.file('a.json'), 'something much longer than what comes');

  await writeFileAtomically(folder.file('a.json'), 'new', { mode: 0o600 });

  expect(readFileSync(folder.file('a.json'), 'utf8')).toBe('new');
  expect(readdirSync(folder.path)).toEqual(['a.json']);
  expect(statSync(folder.file('a.json')).mode & 0o777).toBe(0o600);
});

test('writes a file whose name is as long as names may be', async () => {
  using folder = new TemporaryFolder();
  const name = 'n'.repeat(255);

  await writeFileAtomically(folder.file(name), Buffer.from([1, 2, 3]));

  expect([...readFileSync(folder.file(name))]).toEqual([1, 2, 3]);
});

test('rejects with the system error and leaves nothing behind when it cannot replace', async () => {
  using folder = new TemporaryFolder();
  mkdirSync(folder.file('taken', 'inside'), { recursive: true });

  await expect(writeFileAtomically(folder.file('taken'), 'x')).rejects.toMatchObject({
    code: expect.stringMatching(/^(EISDIR|ENOTEMPTY|EEXIST|EPERM)$/) as string,
  });
  expect(readdirSync(folder.path)).toEqual(['taken']);
});

test('rejects when the folder is missing', async () => {
  using folder = new TemporaryFolder();
  await expect(writeFileAtomically(folder.file('no', 'a'), 'x')).rejects.toMatchObject({
    code: 'ENOENT',
  });
});

test('writers at the same time leave one whole file', async () => {
  using folder = new TemporaryFolder();
  const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(10_000));

  await Promise.all(texts.map((text) => writeFileAtomically(folder.file('a'), text)));

  expect(texts).toContain(readFileSync(folder.file('a'), 'utf8'));
  expect(readdirSync(folder.path)).toEqual(['a']);
});
