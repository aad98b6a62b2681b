import { useEffect, useState } from 'react';
import { currentPositionMs, usePlayback } from '../../stores/index.ts';

const tickMs = 250;

/** Where playback stands, renewed four times a second while it moves. */
export function useShownPosition(): number {
  const playback = usePlayback();
  const [nowMs, setNowMs] = useState(() => performance.now());
  const isMoving = playback?.value.moving ?? false;
  useEffect(() => {
    if (!isMoving) return undefined;
    const timer = setInterval(() => setNowMs(performance.now()), tickMs);
    return () => clearInterval(timer);
  }, [isMoving]);
  if (playback === null) return 0;
  return currentPositionMs(playback.value, playback.receivedAtMs, nowMs);
}
