import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currentPositionMs } from './currentPositionMs.ts';

const snapshot = { positionMs: 1_000, ageMs: 50, moving: true, rate: 2, durationMs: 10_000 };

describe('currentPositionMs', () => {
  it('moves on at the rate in force, from the moment the position was true', () => {
    expect(currentPositionMs(snapshot, 500, 600)).toBe(1_000 + 2 * (50 + 100));
  });

  it('stands still while nothing moves', () => {
    expect(currentPositionMs({ ...snapshot, moving: false }, 500, 9_000)).toBe(1_000);
  });

  it('does not run past the end, nor without a duration stop', () => {
    expect(currentPositionMs(snapshot, 0, 60_000)).toBe(10_000);
    expect(currentPositionMs({ ...snapshot, durationMs: null }, 0, 60_000)).toBe(121_100);
  });

  it('never leaves the presentation, whatever the clocks say', () => {
    const anyMs = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(anyMs, anyMs, fc.constantFrom(-1, 0.25, 1, 4), (receivedAtMs, nowMs, rate) => {
        const positionMs = currentPositionMs({ ...snapshot, rate }, receivedAtMs, nowMs);
        expect(positionMs).toBeGreaterThanOrEqual(0);
        expect(positionMs).toBeLessThanOrEqual(10_000);
      }),
    );
  });
});
