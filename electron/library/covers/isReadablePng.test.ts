import { expect, test } from 'vitest';
import { isReadablePng } from './isReadablePng.ts';

const gray = 0;
const rgb = 2;
const palette = 3;
const rgba = 6;

/** The beginning of a PNG: what stands before its rows. */
function headerOf(width: number, height: number, depth: number, colourType: number): Uint8Array {
  const header = Buffer.alloc(33);
  header.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  header.writeUInt32BE(13, 8);
  header.write('IHDR', 12, 'latin1');
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  header.set([depth, colourType], 24);
  return header;
}

test.each([
  ['8 bits', headerOf(4_000, 6_000, 8, rgba)],
  ['1 bit', headerOf(4_000, 6_000, 1, gray)],
  ['a palette', headerOf(4_000, 6_000, 8, palette)],
  ['16 bits and 12 megapixels', headerOf(4_000, 3_000, 16, rgba)],
])('a large picture of %s can be read', (_kind, header) => {
  expect(isReadablePng(header)).toBe(true);
});

test.each([
  ['more pixels', headerOf(4_000, 6_001, 1, gray)],
  ['pixels that overflow', headerOf(0xffff_ffff, 0xffff_ffff, 8, rgb)],
  ['no pixels', headerOf(0, 1_000, 8, rgb)],
  ['as many pixels of 16 bits', headerOf(4_000, 6_000, 16, rgba)],
  ['as many of three colours of 16 bits', headerOf(4_000, 6_000, 16, rgb)],
  ['an unknown colour type', headerOf(10, 10, 8, 5)],
  ['half a header', headerOf(10, 10, 8, rgb).subarray(0, 32)],
])('one of %s cannot', (_kind, header) => {
  expect(isReadablePng(header)).toBe(false);
});
