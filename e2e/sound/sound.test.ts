import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clickPositions } from './clickPositions.ts';
import { gapBetweenMs } from './gapBetweenMs.ts';
import { LineFit } from './LineFit.ts';
import { isSilent } from './isSilent.ts';
import { sampleRateHz } from './sampleRateHz.ts';
import { toneOf } from './toneOf.ts';

function tone(frequencyHz: number, amplitude = 0.1, durationMs = 500, phase = 0): Float32Array {
  const length = (durationMs * sampleRateHz) / 1000;
  return Float32Array.from({ length }, (_value, index) => {
    return amplitude * Math.sin((2 * Math.PI * frequencyHz * index) / sampleRateHz + phase);
  });
}

describe('toneOf', () => {
  test('finds any audible tone to a hertz, whatever its loudness and phase', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 60, max: 15_000, noNaN: true }),
        fc.double({ min: 0.001, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 6, noNaN: true }),
        (frequencyHz, amplitude, phase) => {
          const found = toneOf(tone(frequencyHz, amplitude, 500, phase)) ?? 0;
          expect(Math.abs(found - frequencyHz)).toBeLessThan(1);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('tells the stronger of two', () => {
    const weak = tone(880, 0.05);
    const both = tone(440, 0.2).map((sample, index) => sample + (weak[index] ?? 0));
    expect(toneOf(both)).toBeCloseTo(440, 0);
  });

  test('hears nothing in silence', () => {
    expect(toneOf(new Float32Array(10_000))).toBeNull();
  });
});

describe('isSilent', () => {
  test('one sample breaks the silence', () => {
    const samples = new Float32Array(10_000);
    expect(isSilent(samples)).toBe(true);
    samples[9_999] = -0.01;
    expect(isSilent(samples)).toBe(false);
  });
});

describe('clickPositions', () => {
  test('finds the beginning of each click, once', () => {
    const samples = new Float32Array(sampleRateHz * 3);
    for (const start of [100, 44_200, 88_300]) {
      for (let index = 0; index < 400; index++) {
        samples[start + index] = 0.8 * Math.cos(index);
      }
    }
    expect(clickPositions(samples)).toEqual([100, 44_200, 88_300]);
  });
});

describe('gapBetweenMs', () => {
  const joined = (...parts: readonly Float32Array[]) =>
    Float32Array.from(parts.flatMap((part) => [...part]));
  const silence = (durationMs: number) => new Float32Array((durationMs * sampleRateHz) / 1000);

  test('is how long nothing is heard between two tones', () => {
    const samples = joined(silence(300), tone(440), silence(107), tone(880), silence(900));
    expect(gapBetweenMs(samples, 440, 880)).toBeCloseTo(107, 0);
  });

  test('is nothing where one tone follows upon the other', () => {
    expect(gapBetweenMs(joined(tone(440), tone(880)), 440, 880)).toBeLessThan(1);
  });

  test('does not take an output that ran dry for it', () => {
    const samples = joined(tone(440), silence(400), tone(440), silence(20), tone(880));
    expect(gapBetweenMs(samples, 440, 880)).toBeCloseTo(20, 0);
  });

  test('is not known while one of them is missing', () => {
    expect(gapBetweenMs(joined(tone(440), silence(100)), 440, 880)).toBeNull();
    expect(gapBetweenMs(joined(tone(880), tone(440)), 440, 880)).toBeNull();
  });
});

describe('LineFit', () => {
  test('finds the line behind points that come in bundles', () => {
    const line = new LineFit();
    const atMs = 1_800_000_000_000;
    for (let bundle = 0; bundle < 3_000; bundle++) line.add(atMs + bundle * 20, bundle * 882);
    expect(line.valueAt(atMs + 30_010)).toBeCloseTo(1_323_441, 0);
  });
});
