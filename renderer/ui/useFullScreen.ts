import { useCallback, useSyncExternalStore } from 'react';

/** Is the page on the whole screen, and the way in and out. */
export function useFullScreen(): { readonly isFullScreen: boolean; readonly toggle: () => void } {
  const isFullScreen = useSyncExternalStore(subscribe, () => document.fullscreenElement !== null);
  const toggle = useCallback(() => {
    const change =
      document.fullscreenElement === null
        ? document.documentElement.requestFullscreen()
        : document.exitFullscreen();
    // Refused without a gesture or by the window manager: the page stays as it is.
    change.catch(() => undefined);
  }, []);
  return { isFullScreen, toggle };
}

function subscribe(listener: () => void): () => void {
  document.addEventListener('fullscreenchange', listener);
  return () => document.removeEventListener('fullscreenchange', listener);
}
