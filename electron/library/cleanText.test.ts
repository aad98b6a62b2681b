import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText } from './cleanText.ts';

describe('text of files', () => {
  test.each([
    ['  Sweet   Child\r\nO’ Mine\u0000 ', 'Sweet Child O’ Mine'],
    ['song\u202efdp.exe', 'songfdp.exe'],
    ['\u2066a\u2069b\ufeff', 'ab'],
    ['نغمة', 'نغمة'],
    ['👩‍🚀', '👩‍🚀'],
  ])('%j becomes %j', (value, shown) => expect(cleanText(value)).toBe(shown));

  test.each([undefined, 7, {}, '', ' \n\t', '\u202e'])('%j is nothing', (value) =>
    expect(cleanText(value)).toBeUndefined(),
  );

  test('is never longer than 1,000, on one line, and whole characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3_000, size: 'max' }), (value) => {
        const shown = cleanText(value) ?? 'x';
        expect(shown.length).toBeLessThanOrEqual(1_000);
        expect(shown.isWellFormed()).toBe(true);
        expect(shown).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });
});
