import { appendFileSync, utimesSync, writeFileSync } from 'node:fs';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { TemporaryFolder } from '../../base/testing/TemporaryFolder.ts';
import { valueOf } from '../../devices/testing/valueOf.ts';
import { openPath } from './openPath.ts';

const sizeBytes = 3 * 2 ** 20;
let path: string;
beforeEach(() => {
  const folder = new TemporaryFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  path = folder.file('film.mp4');
  writeFileSync(path, Buffer.alloc(sizeBytes, 7));
});

/** How many bytes are given when `change` happens to the file after the first. */
async function readWhile(change: () => void): Promise<number> {
  await using source = valueOf(await openPath(path));
  let readBytes = 0;
  for await (const chunk of source.read(0)) {
    if (readBytes === 0) change();
    readBytes += chunk.length;
  }
  return readBytes;
}

test('gives all of a file that stays as it is', async () => {
  expect(await readWhile(() => undefined)).toBe(sizeBytes);
});

test.each([
  ['grows', () => appendFileSync(path, 'more')],
  ['is written to', () => utimesSync(path, 1, 1)],
  ['is cut', () => writeFileSync(path, 'short')],
])('does not give the end of a file that %s meanwhile', async (_, change) => {
  await expect(readWhile(change)).rejects.toMatchObject({ error: { code: 'file.changed' } });
});
