import { useLayoutEffect, useRef, type RefObject } from 'react';
import { usePlaybackSink } from './PlaybackContext.ts';

/** The element the playing picture is drawn in, for as long as it is there. */
export function usePictureHost(): RefObject<HTMLDivElement | null> {
  const host = useRef<HTMLDivElement>(null);
  const playback = usePlaybackSink();
  // The picture must leave before React takes its host out of the document, or it would pause.
  useLayoutEffect(() => {
    const { current } = host;
    return current === null ? undefined : playback.attachVideo(current);
  }, [playback]);
  return host;
}
