import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Playback } from './startPlayback.ts';

/** Given by the page's root; Filled by the page's root, once. */
export const PlaybackContext = createContext<Playback | null>(null);

/** This page's sink. */
export function usePlaybackSink(): Playback {
  const playback = useContext(PlaybackContext);
  if (playback === null) throw new Error('A component that plays needs a PlaybackContext');
  return playback;
}

/** Does this page play, rather than another one or none? */
export function usePlaysHere(): boolean {
  const playback = usePlaybackSink();
  return useSyncExternalStore(
    (listener) => playback.subscribe(listener),
    () => playback.isHere,
  );
}
