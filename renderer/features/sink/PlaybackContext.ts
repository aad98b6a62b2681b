import { createContext, useContext } from 'react';
import type { Playback } from '../../playback/index.ts';

/** This page's sink; given by the page's root, once. */
export const PlaybackContext = createContext<Playback | null>(null);

export function usePlaybackSink(): Playback {
  const playback = useContext(PlaybackContext);
  if (playback === null) throw new Error('A component that plays needs a PlaybackContext');
  return playback;
}
