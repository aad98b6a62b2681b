import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDateTimeString, parseDateTimeString } from './dateTimeString.ts';

test.for([
  ['20261121T130102', new Date(2026, 10, 21, 13, 1, 2).getTime()],
  ['20261121T130102.5', new Date(2026, 10, 21, 13, 1, 2).getTime()],
  ['20261121T130102Z', Date.UTC(2026, 10, 21, 13, 1, 2)],
  ['20261121T130102.0+0230', Date.UTC(2026, 10, 21, 10, 31, 2)],
  ['20261121T130102-0100', Date.UTC(2026, 10, 21, 14, 1, 2)],
  ['', null],
  ['2026-11-21T13:01:02', null],
  ['20260230T000000', null],
  ['20261301T000000', null],
  ['20261121T250000', null],
  ['00000000T000000', null],
] as const)('%s', ([text, timeMs]) => {
  expect(parseDateTimeString(text)).toBe(timeMs);
});

test('a time is read back to the second', () => {
  const times = fc.date({ min: new Date(2000, 0), max: new Date(2100, 0), noInvalidDate: true });
  fc.assert(
    fc.property(times, (date) => {
      const timeMs = Math.floor(date.getTime() / 1000) * 1000;
      const parsed = parseDateTimeString(formatDateTimeString(timeMs));
      // An hour that a clock shows twice is read as the first of the two.
      expect(formatDateTimeString(parsed ?? 0)).toBe(formatDateTimeString(timeMs));
    }),
  );
});
