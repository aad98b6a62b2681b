import { expect, test } from 'vitest';
import { DatasetReader } from './DatasetReader.ts';
import { DatasetWriter } from './DatasetWriter.ts';

const read = <Value>(bytes: Uint8Array, take: (reader: DatasetReader) => Value) => {
  const reader = new DatasetReader(bytes);
  return reader.finish('Dataset', take(reader));
};

test('numbers are little-endian, of 8 to 128 bits', () => {
  const bytes = Uint8Array.from({ length: 16 }, (_, index) => index + 1);
  expect(read(bytes, (r) => r.u8())).toEqual({ ok: true, value: 0x01 });
  expect(read(bytes, (r) => r.u16())).toEqual({ ok: true, value: 0x0201 });
  expect(read(bytes, (r) => r.u32())).toEqual({ ok: true, value: 0x04030201 });
  expect(read(bytes, (r) => r.u64())).toEqual({ ok: true, value: 0x0807060504030201n });
  expect(read(bytes, (r) => r.u128())).toEqual({
    ok: true,
    value: 0x100f0e0d0c0b0a090807060504030201n,
  });
  const ones = new Uint8Array(16).fill(0xff);
  expect(read(ones, (r) => [r.i8(), r.i16(), r.i32()])).toEqual({ ok: true, value: [-1, -1, -1] });
  expect(read(ones, (r) => r.i128())).toEqual({ ok: true, value: -1n });
});

test('a size that no file system holds is the largest exact number', () => {
  expect(read(new Uint8Array(8).fill(0xff), (r) => r.size64())).toEqual({
    ok: true,
    value: Number.MAX_SAFE_INTEGER,
  });
});

test.for([
  ['nothing', [0], ''],
  ['a terminated string', [2, 0x41, 0, 0, 0], 'A'],
  ['one without a terminator', [2, 0x41, 0, 0x42, 0], 'AB'],
  ['one that ends before its count', [3, 0x41, 0, 0, 0, 0x42, 0], 'A'],
  ['an emoji', [3, 0x3d, 0xd8, 0xb5, 0xdc, 0, 0], '💵'],
  ['a byte order mark, which is a part of it', [3, 0xff, 0xfe, 0x41, 0, 0, 0], '\ufeffA'],
  ['a lone surrogate', [2, 0x3d, 0xd8, 0, 0], '\ufffd'],
] as const)('a string: %s', ([, bytes, text]) => {
  expect(read(Uint8Array.from(bytes), (r) => r.string())).toEqual({ ok: true, value: text });
});

test('a string of 254 units is the longest', () => {
  const text = 'é'.repeat(254);
  expect(read(new DatasetWriter().string(text).finish(), (r) => r.string())).toEqual({
    ok: true,
    value: text,
  });
  expect(() => new DatasetWriter().string(`${text}é`)).toThrow(RangeError);
});

test('an array that claims 2^32 - 1 entries is refused before anything is reserved', () => {
  const bytes = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 1, 0, 0, 0);
  expect(read(bytes, (r) => r.u32Array())).toMatchObject({
    ok: false,
    error: { code: 'device.protocol', details: 'Dataset: array of 4294967295 in 4 bytes' },
  });
});

test('after the first missing field every further one is empty, and the first is reported', () => {
  const reader = new DatasetReader(Uint8Array.of(7, 7, 7));
  expect([reader.u8(), reader.u32(), reader.u8(), reader.string(), reader.u16Array()]).toEqual([
    7,
    0,
    0,
    '',
    [],
  ]);
  expect(reader.finish('Dataset', null)).toMatchObject({
    error: { details: 'Dataset: 4 bytes wanted at 1 of 3' },
  });
});
