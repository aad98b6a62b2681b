import { useSyncExternalStore } from 'react';
import { usePlaybackSink } from './PlaybackContext.ts';

/** Does this page play, rather than another one or none? */
export function usePlaysHere(): boolean {
  const playback = usePlaybackSink();
  return useSyncExternalStore(
    (listener) => playback.subscribe(listener),
    () => playback.isHere,
  );
}
