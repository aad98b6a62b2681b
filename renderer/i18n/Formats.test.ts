import { describe, expect, it } from 'vitest';
import { Formats } from './Formats.ts';

const english = new Formats('en-GB');
const german = new Formats('de');
const egyptian = new Formats('ar-EG');

describe('Formats', () => {
  it.each([
    [0, '0:00'],
    [999, '0:00'],
    [5_000, '0:05'],
    [245_999, '4:05'],
    [3_600_000, '1:00:00'],
    [36_061_000, '10:01:01'],
    [-20, '0:00'],
  ])('writes a duration of %i ms as %s', (durationMs, text) => {
    expect(english.duration(durationMs)).toBe(text);
  });

  it.each([
    [0, '0:00', '0 seconds'],
    [1, '0:01', '1 second'],
    [999, '0:01', '1 second'],
    [1_999, '0:01', '1 second'],
    [245_999, '4:05', '4 minutes, 5 seconds'],
  ])('writes a length of %i ms as %s', (lengthMs, text, spoken) => {
    expect(english.length(lengthMs)).toBe(text);
    expect(english.spokenLength(lengthMs)).toBe(spoken);
  });

  it('uses the figures of the region', () => {
    expect(egyptian.duration(245_000)).toBe('٤:٠٥');
  });

  it.each([
    [0, '0 byte'],
    [999, '999 byte'],
    [4_000, '4 kB'],
    [4_250_000, '4.3 MB'],
    [340_000_000, '340 MB'],
    [64_000_000_000, '64 GB'],
  ])('writes %i bytes as %s', (sizeBytes, text) => {
    expect(english.size(sizeBytes).replace('bytes', 'byte')).toBe(text);
  });

  it('writes sizes with the decimal sign of the language', () => {
    expect(german.size(4_250_000)).toBe('4,3 MB');
  });

  it('says a duration in words', () => {
    expect(english.spokenDuration(245_000)).toBe('4 minutes, 5 seconds');
    expect(english.spokenDuration(0)).toBe('0 seconds');
    expect(german.spokenDuration(3_605_000)).toBe('1 Stunde, 5 Sekunden');
  });

  it('leaves seconds out of long durations that are said shortly', () => {
    expect(english.spokenDuration(11_565_000, 'short')).toBe('3 hrs, 12 mins');
  });

  it('keeps a rate together in text of either direction', () => {
    expect(english.rate(1.25)).toBe('\u20661.25×\u2069');
  });
});
