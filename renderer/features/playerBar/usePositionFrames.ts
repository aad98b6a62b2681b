import { useEffect, useRef } from 'react';
import type { PlaybackSnapshot } from '../../../electron/contract/playback.ts';
import { useStores } from '../../stores/BridgeContext.ts';
import { currentPositionMs, type Received } from '../../stores/index.ts';

/** A bar of this many device pixels would move by one. */
const barPx = 2_000;
/** As long as a changing second may be late. */
const longestStepMs = 250;

/**
 * Calls `show` with the position of now: while playback moves and the page is seen, as often as there is
 * something to see; once after every change while it stands. Nothing renders.
 */
export function usePositionFrames(
  show: (positionMs: number, playback: PlaybackSnapshot) => void,
): void {
  const store = useStores().topics.playback;
  const latestShow = useRef(show);
  useEffect(() => {
    latestShow.current = show;
  });

  useEffect(() => {
    let frame = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const draw = (received: Received<PlaybackSnapshot>, nowMs: number) => {
      const { value, receivedAtMs } = received;
      latestShow.current(currentPositionMs(value, receivedAtMs, nowMs), value);
    };
    const stop = () => {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
    };
    const drawNow = () => {
      stop();
      const received = store.getState();
      if (received === null) return;
      draw(received, performance.now());
      if (!received.value.moving) return;
      timer = setTimeout(() => {
        // The browser itself runs no frames while the page is hidden.
        frame = requestAnimationFrame(drawNow);
      }, stepMs(received.value));
    };
    drawNow();
    const unsubscribe = store.subscribe(drawNow);
    return () => {
      unsubscribe();
      stop();
    };
  }, [store]);
}

/** How long it takes until there is something new to see. */
function stepMs({ durationMs, rate }: PlaybackSnapshot): number {
  if (durationMs === null || rate === 0) return longestStepMs;
  return Math.min(longestStepMs, durationMs / barPx / Math.abs(rate));
}
