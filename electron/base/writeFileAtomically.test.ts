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

async function* pieces(...texts: readonly (string | Error)[]): AsyncGenerator<string> {
  for (const text of texts) {
    if (text instanceof Error) throw text;
    yield await Promise.resolve(text);
  }
}

test('writes what is told piece by piece', async () => {
  using folder = new TemporaryFolder();
  await writeFileAtomically(folder.file('a'), pieces('one ', 'two'));
  expect(readFileSync(folder.file('a'), 'utf8')).toBe('one two');
});

test.each([true, false])('leaves nothing of a source that fails (replace: %o)', async (replace) => {
  using folder = new TemporaryFolder();
  const source = pieces('one', new Error('the source ended'));
  const written = writeFileAtomically(folder.file('a'), source, { replace });
  await expect(written).rejects.toThrow('the source ended');
  expect(readdirSync(folder.path)).toEqual([]);
});

test('replaces nothing unless it may, and lets one of two writers win', async () => {
  using folder = new TemporaryFolder();
  writeFileSync(folder.file('mine'), 'mine');
  await expect(
    writeFileAtomically(folder.file('mine'), 'yours', { replace: false }),
  ).rejects.toMatchObject({ code: 'EEXIST' });
  expect(readFileSync(folder.file('mine'), 'utf8')).toBe('mine');

  const outcomes = await Promise.allSettled(
    ['one', 'two'].map((text) => writeFileAtomically(folder.file('a'), text, { replace: false })),
  );
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(['one', 'two']).toContain(readFileSync(folder.file('a'), 'utf8'));
  expect(readdirSync(folder.path).sort()).toEqual(['a', 'mine']);
});
