import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gainOfVolume } from './gainOfVolume.ts';

const decibelsOf = (gain: number) => 20 * Math.log10(gain);

describe('gainOfVolume', () => {
  it('is silent at 0, full at 1, and 18 dB down in the middle', () => {
    expect(gainOfVolume(0)).toBe(0);
    expect(gainOfVolume(1)).toBe(1);
    expect(decibelsOf(gainOfVolume(0.5))).toBeCloseTo(-18.06, 2);
  });

  it('rises with the slider and stays a gain the element takes', () => {
    const anyVolume = fc.double({ min: -1, max: 2, noNaN: true });
    fc.assert(
      fc.property(anyVolume, anyVolume, (one, other) => {
        const [lower, higher] = [Math.min(one, other), Math.max(one, other)];
        expect(gainOfVolume(lower)).toBeLessThanOrEqual(gainOfVolume(higher));
        expect(gainOfVolume(lower)).toBeGreaterThanOrEqual(0);
        expect(gainOfVolume(higher)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
