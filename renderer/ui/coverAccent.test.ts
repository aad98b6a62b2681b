import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverAccent } from './coverAccent.ts';
import { contrast, oklchFromRgb } from './oklch.ts';

const white = oklchFromRgb(255, 255, 255);
const nearBlack = { lightness: 0.18, chroma: 0.01, hueDegrees: 265 };
const lightSurfaces = [0.962, 0.988, 1, 0.93].map((lightness) => ({
  lightness,
  chroma: 0.004,
  hueDegrees: 265,
}));
const darkSurfaces = [0.175, 0.21, 0.25, 0.3].map((lightness) => ({
  lightness,
  chroma: 0.009,
  hueDegrees: 265,
}));

function filled(...colours: [number, number, number][]): Uint8ClampedArray {
  return new Uint8ClampedArray(
    Array.from({ length: 64 }, (_, index) => [
      ...(colours[index % colours.length] ?? [0, 0, 0]),
      255,
    ]).flat(),
  );
}

describe('coverAccent', () => {
  it('passes 4.5:1 with its text and on every surface, whatever the cover', () => {
    const channel = fc.nat(255);
    fc.assert(
      fc.property(fc.array(fc.tuple(channel, channel, channel), { minLength: 1 }), (colours) => {
        const { light, dark } = coverAccent(filled(...colours));
        for (const other of [white, ...lightSurfaces]) {
          expect(contrast(light, other)).toBeGreaterThanOrEqual(4.5);
        }
        for (const other of [nearBlack, ...darkSurfaces]) {
          expect(contrast(dark, other)).toBeGreaterThanOrEqual(4.5);
        }
      }),
    );
  });

  it('takes the hue with most colour', () => {
    const red = oklchFromRgb(220, 40, 40).hueDegrees;
    const { light, dark } = coverAccent(filled([220, 40, 40], [220, 40, 40], [60, 90, 120]));
    expect(light.hueDegrees).toBeCloseTo(red, 0);
    expect(dark.hueDegrees).toBeCloseTo(red, 0);
  });

  it('stays neutral for a black and white cover', () => {
    expect(coverAccent(filled([20, 20, 20], [240, 240, 240])).dark.chroma).toBeLessThan(0.03);
  });

  it('does not look at transparent pixels', () => {
    const pixels = filled([255, 0, 0]).map((value, index) => (index % 4 === 3 ? 0 : value));
    expect(coverAccent(pixels).light.chroma).toBeLessThan(0.03);
  });
});

describe('contrast', () => {
  it('is 21 between black and white', () => {
    expect(contrast(oklchFromRgb(0, 0, 0), white)).toBeCloseTo(21, 1);
  });
});
