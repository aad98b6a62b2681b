import { describe, expect, test } from 'vitest';
import { errorDetails } from './errorDetails.ts';

describe('errorDetails', () => {
  test.each([
    [new Error("ENOENT, open '/home/anna/My Music/a b.mp3'"), "Error: ENOENT, open '…/a b.mp3'"],
    [new TypeError('at file:///opt/app/x.js:12:3'), 'TypeError: at …/x.js:12:3'],
    [new Error('C:\\Users\\anna\\x.mp3 is gone'), 'Error: …/x.mp3 is gone'],
    [new Error('"C:\\Users\\anna b\\x.mp3"'), 'Error: "…/x.mp3"'],
    [new Error('either/or, 3/4 and audio/mpeg stay'), 'Error: either/or, 3/4 and audio/mpeg stay'],
    ['a string', 'a string'],
    [undefined, 'undefined'],
  ])('%s', (error, expected) => {
    expect(errorDetails(error)).toBe(expected);
  });

  test('is bounded', () => {
    expect(errorDetails(new Error('x'.repeat(100_000)))).toHaveLength(500);
  });
});
