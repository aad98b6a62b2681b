import { expect, test } from 'vitest';
import { ArtId } from '../contract/ids.ts';
import type { Art } from '../library/ArtStore.ts';
import { PlayerCovers } from './PlayerCovers.ts';

const artId = (digit: string) => ArtId.parse(digit.repeat(40));

function coversOf(pictures: Readonly<Record<string, Art>>) {
  const shrunk: Uint8Array[] = [];
  const read: ArtId[] = [];
  const covers = new PlayerCovers(
    {
      read: (id) => {
        read.push(id);
        return Promise.resolve(pictures[id] ?? null);
      },
    },
    {
      shrink: (picture) => {
        shrunk.push(picture);
        return Promise.resolve(Uint8Array.of(1));
      },
    },
  );
  return { covers, shrunk, read };
}

test('a small JPEG stays as it is; what is large or no JPEG is made small', async () => {
  const small: Art = { bytes: new Uint8Array(1_000), mimeType: 'image/jpeg' };
  const large: Art = { bytes: new Uint8Array(200_000), mimeType: 'image/jpeg' };
  const png: Art = { bytes: new Uint8Array(1_000), mimeType: 'image/png' };
  const pictures = { [artId('a')]: small, [artId('b')]: large, [artId('c')]: png };
  const { covers, shrunk } = coversOf(pictures);
  expect(await covers.read(artId('a'))).toBe(small.bytes);
  expect(shrunk).toEqual([]);
  expect(await covers.read(artId('b'))).toEqual(Uint8Array.of(1));
  expect(await covers.read(artId('c'))).toEqual(Uint8Array.of(1));
  expect(shrunk).toEqual([large.bytes, png.bytes]);
});

test('the cover of an album is made once for all its songs', async () => {
  const png: Art = { bytes: new Uint8Array(1_000), mimeType: 'image/png' };
  const { covers, shrunk, read } = coversOf({ [artId('a')]: png });
  await Promise.all([covers.read(artId('a')), covers.read(artId('a'))]);
  await covers.read(artId('a'));
  expect([shrunk.length, read.length]).toEqual([1, 1]);
});

test('without a picture there is none', async () => {
  const { covers, read } = coversOf({});
  expect([await covers.read(null), await covers.read(artId('a'))]).toEqual([null, null]);
  expect(read).toHaveLength(1);
});
