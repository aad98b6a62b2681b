import { describe, expect, test } from 'vitest';
import { errorDetails } from './errorDetails.ts';

describe('errorDetails', () => {
  test.each([
    [
      new TypeError("ENOENT, open '/srv/anna/My Music/a b.mp3'"),
      "TypeError: ENOENT, open '…/My Music/a b.mp3'",
    ],
    ['a string', 'a string'],
    [undefined, 'undefined'],
  ])('%s', (error, expected) => {
    expect(errorDetails(error)).toBe(expected);
  });

  test('is bounded', () => {
    expect(errorDetails(new Error('x'.repeat(100_000)))).toHaveLength(500);
  });
});
