import { encode } from 'jpeg-js';
import { expect, test } from 'vitest';
import { ArtId } from '../contract/ids.ts';
import type { Art } from '../library/ArtStore.ts';
import type { CoverShrinker } from '../library/covers/CoverShrinker.ts';
import { PlayerCovers } from './PlayerCovers.ts';

/** Of one colour. */
function jpeg(width: number, height: number): Art {
  const data = new Uint8Array(width * height * 4);
  const bytes = Uint8Array.from(encode({ width, height, data }, 50).data);
  return { bytes, mimeType: 'image/jpeg' };
}

const { signal } = new AbortController();
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
  const small = jpeg(480, 320);
  const large: Art = { bytes: new Uint8Array(200_000), mimeType: 'image/jpeg' };
  const png: Art = { bytes: new Uint8Array(1_000), mimeType: 'image/png' };
  const pictures = { [artId('a')]: small, [artId('b')]: large, [artId('c')]: png };
  const { covers, shrunk } = coversOf(pictures);
  expect(await covers.read(artId('a'), signal)).toBe(small.bytes);
  expect(shrunk).toEqual([]);
  expect(await covers.read(artId('b'), signal)).toEqual(Uint8Array.of(1));
  expect(await covers.read(artId('c'), signal)).toEqual(Uint8Array.of(1));
  expect(shrunk).toEqual([large.bytes, png.bytes]);
});

test('a JPEG of few bytes is made small when it has many pixels, or does not say how many', async () => {
  const tall = jpeg(10, 481);
  const wide = jpeg(6_000, 20);
  const unknown: Art = { bytes: tall.bytes.subarray(0, 30), mimeType: 'image/jpeg' };
  const pictures = { [artId('a')]: tall, [artId('b')]: wide, [artId('c')]: unknown };
  const { covers, shrunk } = coversOf(pictures);
  for (const digit of ['a', 'b', 'c']) {
    expect(await covers.read(artId(digit), signal)).toEqual(Uint8Array.of(1));
  }
  expect(shrunk).toEqual([tall.bytes, wide.bytes, unknown.bytes]);
});

test('the cover of an album is made once for all its songs', async () => {
  const png: Art = { bytes: new Uint8Array(1_000), mimeType: 'image/png' };
  const { covers, shrunk, read } = coversOf({ [artId('a')]: png });
  await Promise.all([covers.read(artId('a'), signal), covers.read(artId('a'), signal)]);
  await covers.read(artId('a'), signal);
  expect([shrunk.length, read.length]).toEqual([1, 1]);
});

test('without a picture there is none', async () => {
  const { covers, read } = coversOf({});
  expect([await covers.read(null, signal), await covers.read(artId('a'), signal)]).toEqual([
    null,
    null,
  ]);
  expect(read).toHaveLength(1);
});

test('who does not wait any more is answered at once, and what nobody waits for is ended', async () => {
  const png: Art = { bytes: new Uint8Array(1_000), mimeType: 'image/png' };
  const makings: { readonly signal: AbortSignal; readonly end: (jpeg: Uint8Array) => void }[] = [];
  const art = { read: () => Promise.resolve(png) };
  const shrinker: Pick<CoverShrinker, 'shrink'> = {
    shrink: (_picture, _limits, until) =>
      new Promise((resolve) => void makings.push({ signal: until, end: resolve })),
  };
  const covers = new PlayerCovers(art, shrinker);
  const [one, other, again] = [new AbortController(), new AbortController(), new AbortController()];
  const left = covers.read(artId('a'), one.signal);
  const stayed = covers.read(artId('a'), other.signal);
  await expect.poll(() => makings).toHaveLength(1);
  one.abort();
  expect(await left).toBeNull();
  expect(makings[0]?.signal.aborted).toBe(false);
  other.abort();
  expect(await stayed).toBeNull();
  expect(makings[0]?.signal.aborted).toBe(true);
  const anew = covers.read(artId('a'), again.signal);
  await expect.poll(() => makings).toHaveLength(2);
  makings[1]?.end(Uint8Array.of(7));
  expect(await anew).toEqual(Uint8Array.of(7));
  expect(await covers.read(artId('a'), signal)).toEqual(Uint8Array.of(7));
  expect(makings).toHaveLength(2);
});
