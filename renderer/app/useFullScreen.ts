import { useCallback } from 'react';

/** Puts the whole page on the screen, or takes it back. */
export function useFullScreen(): { readonly toggle: () => void } {
  const toggle = useCallback(() => {
    const change =
      document.fullscreenElement === null
        ? document.documentElement.requestFullscreen()
        : document.exitFullscreen();
    // Refused without a gesture or by the window manager: the page simply stays as it is.
    change.catch(() => undefined);
  }, []);
  return { toggle };
}
