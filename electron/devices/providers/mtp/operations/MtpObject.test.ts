import { expect, test } from 'vitest';
import { withWrittenSize, type MtpObject } from './MtpObject.ts';

const object: MtpObject = {
  handle: 1,
  storageId: 1,
  parent: 0,
  format: 0x3000,
  isProtected: false,
  sizeBytes: 2 ** 32 - 1,
  isSizeKnown: false,
  fileName: 'film.mkv',
  modifiedAtMs: null,
};

test('a size that the device cannot tell is what it took', () => {
  expect(withWrittenSize(object, 5 * 2 ** 30)).toMatchObject({
    sizeBytes: 5 * 2 ** 30,
    isSizeKnown: true,
  });
});

test('what a device tells is believed', () => {
  expect(withWrittenSize(object, 10)).toBe(object);
  const known = { ...object, sizeBytes: 9, isSizeKnown: true };
  expect(withWrittenSize(known, 10)).toBe(known);
});
