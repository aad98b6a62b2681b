import { useEffect, useRef } from 'react';
import type { PlaybackSnapshot } from '../../../electron/contract/playback.ts';
import { useStores } from '../../stores/BridgeContext.ts';
import { currentPositionMs, type Received } from '../../stores/index.ts';

/**
 * Calls `show` with the position of now: in every frame while playback moves and the page is seen,
 * and once after every change while it stands. Nothing renders.
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
    const draw = (received: Received<PlaybackSnapshot>, nowMs: number) => {
      const { value, receivedAtMs } = received;
      latestShow.current(currentPositionMs(value, receivedAtMs, nowMs), value);
    };
    const tick = (nowMs: number) => {
      frame = 0;
      const received = store.getState();
      if (received === null) return;
      draw(received, nowMs);
      if (received.value.moving) frame = requestAnimationFrame(tick);
    };
    const changed = () => {
      const received = store.getState();
      if (received === null) return;
      draw(received, performance.now());
      // The browser itself runs no frames while the page is hidden.
      if (frame === 0 && received.value.moving) frame = requestAnimationFrame(tick);
    };
    changed();
    const unsubscribe = store.subscribe(changed);
    return () => {
      unsubscribe();
      cancelAnimationFrame(frame);
    };
  }, [store]);
}
