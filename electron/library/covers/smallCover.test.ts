import { crc32, deflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import { decode, encode } from 'jpeg-js';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { smallCover } from './smallCover.ts';

const limits = { maximumBytes: 20_000, maximumSide: 100 };

/** Red on the left, and on the right blue that can half be seen through. */
function pixels(width: number, height: number) {
  const data = new Uint8Array(width * height * 4);
  for (let at = 0; at < width * height; at += 1) {
    data.set(at % width < width / 2 ? [255, 0, 0, 255] : [0, 0, 255, 128], at * 4);
  }
  return { width, height, data };
}

function png(width: number, height: number): Buffer {
  const image = new PNG({ width, height });
  image.data = Buffer.from(pixels(width, height).data);
  return PNG.sync.write(image);
}

/** A black one in bits that the encoder does not write, behind its own header. */
function blackPng(width: number, height: number, depth: number, colourType: number): Buffer {
  const header = Buffer.from(png(1, 1).subarray(0, 33));
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  header.set([depth, colourType], 24);
  const rows = Buffer.alloc((1 + Math.ceil((width * depth) / 8)) * height);
  const picture = Buffer.concat([header, chunk('IDAT', deflateSync(rows)), chunk('IEND')]);
  mendChecksums(picture);
  return picture;
}

function chunk(type: string, content = Buffer.alloc(0)): Buffer {
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length);
  frame.write(type, 4, 'latin1');
  return Buffer.concat([frame, content, Buffer.alloc(4)]);
}

/** Makes the checksum right of every chunk that ends inside; what is no PNG stays as it is. */
function mendChecksums(picture: Uint8Array): void {
  if (picture[0] !== 0x89) return;
  const view = new DataView(picture.buffer, picture.byteOffset, picture.byteLength);
  for (let at = 8; at + 12 <= picture.length;) {
    const end = at + 8 + view.getUint32(at);
    if (end + 4 > picture.length) return;
    view.setUint32(end, crc32(picture.subarray(at + 4, end)));
    at = end + 4;
  }
}

/** The colours of the first and the last pixel. */
function look(jpeg: Uint8Array | null) {
  if (jpeg === null) return null;
  const { width, height, data } = decode(jpeg, { useTArray: true });
  return { width, height, first: [...data.subarray(0, 3)], last: [...data.subarray(-4, -1)] };
}

const near = (colour: readonly number[]) =>
  colour.map((value) => expect.closeTo(value, -1.3) as unknown);

describe('a small cover', () => {
  test.each([
    ['PNG', png(400, 200)],
    ['JPEG', encode(pixels(400, 200), 90).data],
  ])('of a large %s is a JPEG of that shape', (kind, picture) => {
    const small = smallCover(picture, limits);
    const last = kind === 'PNG' ? [127, 127, 255] : [0, 0, 255];
    expect(look(small)).toEqual({
      ...{ width: 100, height: 50, first: near([255, 0, 0]), last: near(last) },
    });
    expect(small?.length).toBeLessThanOrEqual(limits.maximumBytes);
  });

  test('keeps the size of what is small, and one pixel of what is thin', () => {
    expect(look(smallCover(png(30, 20), limits))).toMatchObject({ width: 30, height: 20 });
    expect(look(smallCover(png(3_000, 2), limits))).toMatchObject({ width: 100, height: 1 });
  });

  test('gives way in quality before it gives up', () => {
    let state = 1;
    const noise = Uint8Array.from({ length: 100 * 100 * 4 }, () => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return state >> 16;
    });
    const picture = encode({ width: 100, height: 100, data: noise }, 95).data;
    const first = smallCover(picture, { ...limits, maximumBytes: 1e6 })?.length ?? 0;
    const squeezed = smallCover(picture, { ...limits, maximumBytes: first - 1 });
    expect(squeezed?.length).toBeLessThan(first);
    expect(smallCover(picture, { ...limits, maximumBytes: 100 })).toBeNull();
  });
});

describe('a stranger’s picture', () => {
  test('that is no picture, of another kind, or cut has no cover', () => {
    const text = (value: string) => new TextEncoder().encode(value);
    for (const bytes of [
      text(''),
      text('no picture'),
      text('GIF89a…'),
      png(40, 40).subarray(0, 60),
    ]) {
      expect(smallCover(bytes, limits)).toBeNull();
    }
  });

  test('that is enormous is not unpacked', () => {
    const depth = 1;
    const gray = 0;
    expect(look(smallCover(blackPng(500, 500, depth, gray), limits))).toMatchObject({ width: 100 });
    expect(smallCover(blackPng(5_001, 5_000, depth, gray), limits)).toBeNull();
  });

  test('in interlaced rows, whose decoder has no bounds, is left out', () => {
    // Of a single pixel the rows are the same either way.
    const picture = png(1, 1);
    expect(look(smallCover(picture, limits))).toMatchObject({ width: 1 });
    picture[28] = 1;
    mendChecksums(picture);
    expect(PNG.sync.read(picture).width).toBe(1);
    expect(smallCover(picture, limits)).toBeNull();
  });

  test('with a second header, which its decoder would believe, is left out', () => {
    const whole = png(1, 1);
    const header = Buffer.from(png(1, 1).subarray(8, 33));
    header[8 + 12] = 1;
    const picture = Buffer.concat([whole.subarray(0, 33), header, whole.subarray(33)]);
    mendChecksums(picture);
    expect(PNG.sync.read(picture).width).toBe(1);
    expect(smallCover(picture, limits)).toBeNull();
  });

  test('never makes it throw', () => {
    const whole = [png(20, 20), encode(pixels(20, 20), 80).data];
    fc.assert(
      fc.property(
        fc.constantFrom(...whole),
        fc.array(fc.tuple(fc.nat({ max: 1_999 }), fc.nat({ max: 255 })), { maxLength: 8 }),
        fc.nat({ max: 2_000 }),
        (picture, changes, length) => {
          const bytes = Uint8Array.from(picture.subarray(0, Math.max(30, length)));
          // Sizes stay: how large it may be is tested above.
          for (const [at, value] of changes) if (at > 28 && at < bytes.length) bytes[at] = value;
          mendChecksums(bytes);
          smallCover(bytes, limits);
        },
      ),
      { numRuns: 100 },
    );
  });
});
