import * as fc from 'fast-check';
import { encode } from 'jpeg-js';
import { expect, test } from 'vitest';
import { jpegSize } from './jpegSize.ts';

const jpeg = (width: number, height: number) =>
  encode({ width, height, data: new Uint8Array(width * height * 4) }, 50).data;

test('reads how large a JPEG is', () => {
  expect(jpegSize(jpeg(30, 20))).toEqual({ widthPx: 30, heightPx: 20 });
});

test('what is no JPEG, or cut before its frame, has no size', () => {
  expect(jpegSize(new Uint8Array())).toBeNull();
  expect(jpegSize(jpeg(30, 20).subarray(0, 100))).toBeNull();
  expect(jpegSize(new TextEncoder().encode('no picture at all'))).toBeNull();
});

test('no bytes keep it busy, or make it throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      jpegSize(Uint8Array.of(0xff, 0xd8, 0xff, ...bytes));
    }),
  );
});
