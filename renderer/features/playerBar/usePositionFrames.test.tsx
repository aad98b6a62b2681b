import { act, cleanup } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeBridge } from '../../bridge/FakeBridge.ts';
import { renderWithBridge } from '../../testing/renderWithBridge.tsx';
import { samplePlayback } from '../../testing/samples.ts';
import { usePositionFrames } from './usePositionFrames.ts';

const minuteMs = 60_000;
let shownMs: number[];

function Probe() {
  usePositionFrames((positionMs) => shownMs.push(positionMs));
  return null;
}

/** Plays from the start for ten seconds of a fake clock. */
function playForTenSeconds(durationMs: number) {
  const bridge = new FakeBridge();
  bridge.emit('playback', { ...samplePlayback, positionMs: 0, moving: true, durationMs });
  renderWithBridge(<Probe />, { bridge });
  act(() => void vi.advanceTimersByTime(10_000));
  return bridge;
}

describe('usePositionFrames', () => {
  beforeEach(() => {
    shownMs = [];
    vi.useFakeTimers();
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  it('draws a long track as often as a second changes, and no bar moves by a pixel sooner', () => {
    playForTenSeconds(60 * minuteMs);
    expect(shownMs.at(-1)).toBeGreaterThan(9_700);
    expect(shownMs.length).toBeGreaterThanOrEqual(10_000 / (250 + 17));
    expect(shownMs.length).toBeLessThanOrEqual(10_000 / 250 + 2);
  });

  it('draws a short track in every frame', () => {
    playForTenSeconds(15_000);
    expect(shownMs.length).toBeGreaterThan(10_000 / 33);
  });

  it('draws what stands once, and again when it was moved', () => {
    const bridge = playForTenSeconds(minuteMs);
    act(() => bridge.emit('playback', { ...samplePlayback, positionMs: 5, moving: false }));
    shownMs = [];
    act(() => void vi.advanceTimersByTime(10_000));
    expect(shownMs).toEqual([]);
    act(() => bridge.emit('playback', { ...samplePlayback, positionMs: 7, moving: false }));
    expect(shownMs).toEqual([7]);
  });
});
