import { readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryName } from '../base/temporaryName.ts';
import { ArtId } from '../contract/ids.ts';
import { TemporaryFolder } from '../base/testing/TemporaryFolder.ts';
import { ArtStore } from './ArtStore.ts';
import { maximumPictureBytes } from './pictureTypeOf.ts';
import { storePicture } from './storePicture.ts';

let folder: TemporaryFolder;
beforeEach(() => (folder = new TemporaryFolder()));
afterEach(() => folder[Symbol.dispose]());

const png = (sizeBytes: number, fill: number) => {
  const bytes = Buffer.alloc(sizeBytes, fill);
  bytes.set(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
  return bytes;
};

test('the same picture is kept once, and read back with its type', async () => {
  const art = new ArtStore(folder.path);
  const stored = storePicture(folder.path, png(1_000, 1));
  expect(stored?.addedBytes).toBe(1_000);
  expect(storePicture(folder.path, png(1_000, 1))).toEqual({ ...stored, addedBytes: 0 });
  expect(readdirSync(folder.path)).toEqual([stored?.artId]);
  if (stored === null) return;
  const read = await art.read(stored.artId);
  expect(read?.mimeType).toBe('image/png');
  expect(read?.bytes).toHaveLength(1_000);
});

test('what is no picture, or too large, is not kept', () => {
  for (const text of ['<svg onload="alert(1)"/>', '<html>', 'RIFF1234WAVE', '', '\x89PN']) {
    expect(storePicture(folder.path, Buffer.from(text, 'latin1'))).toBeNull();
  }
  expect(storePicture(folder.path, png(maximumPictureBytes + 1, 1))).toBeNull();
  expect(readdirSync(folder.path)).toEqual([]);
});

test('a picture that is not here is null', async () => {
  expect(await new ArtStore(folder.path).read(ArtId.parse('0'.repeat(40)))).toBeNull();
});

test('the least recently read go when there are too many bytes', async () => {
  const art = new ArtStore(folder.path, 10_000);
  const artIds = [1, 2, 3, 4].map((fill, index) => {
    const stored = storePicture(folder.path, png(3_000, fill));
    if (stored === null) throw new Error('not stored');
    utimesSync(join(folder.path, stored.artId), index + 1, index + 1);
    return stored.artId;
  });
  const [first, second, third, fourth] = artIds;
  if (first === undefined) throw new Error('not stored');
  // Reading the oldest makes it the newest.
  await art.read(first);
  expect(statSync(join(folder.path, first)).mtimeMs).toBeGreaterThan(1_000_000);
  await art.evict();
  expect(readdirSync(folder.path).sort()).toEqual([first, fourth].sort());
  expect([second, third].some((artId) => readdirSync(folder.path).includes(artId ?? ''))).toBe(
    false,
  );
});

test('the first picture noted looks through the folder, old scraps included', async () => {
  const scrap = join(folder.path, temporaryName('0'.repeat(40)));
  writeFileSync(scrap, Buffer.alloc(20_000));
  utimesSync(scrap, 1, 1);
  const art = new ArtStore(folder.path, 10_000);
  const stored = storePicture(folder.path, png(3_000, 1));
  await art.noteAdded(3_000);
  expect(readdirSync(folder.path)).toEqual([stored?.artId]);
});

test('what is not ours stays, and does not count', async () => {
  for (const name of ['holiday.jpg', 'notes.tmp', 'A'.repeat(40)]) {
    writeFileSync(join(folder.path, name), Buffer.alloc(20_000));
    utimesSync(join(folder.path, name), 1, 1);
  }
  const art = new ArtStore(folder.path, 10_000);
  const stored = storePicture(folder.path, png(3_000, 1));
  await art.evict();
  expect(readdirSync(folder.path)).toHaveLength(4);
  expect(readdirSync(folder.path)).toContain(stored?.artId);
});

test('a folder that is gone ends nothing, and is no secret to who cleans it', async () => {
  const art = new ArtStore(folder.path, 10_000);
  rmSync(folder.path, { recursive: true });
  await art.noteAdded(3_000);
  await expect(art.evict()).rejects.toThrow('ENOENT');
});
