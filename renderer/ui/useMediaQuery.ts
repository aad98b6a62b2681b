import { useCallback, useSyncExternalStore } from 'react';

/** Does `query` match now? Renders again when that changes. */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

/** Too low for anything but the mini player. */
export const lowQuery = '(height < 240px)';

/** The same limit as in the CSS modules. */
export const narrowQuery = '(width < 720px)';

/** Is the window too narrow for a sidebar? */
export function useIsNarrow(): boolean {
  return useMediaQuery(narrowQuery);
}

/** Too narrow for a panel beside the content, which then comes up as a sheet. */
export const sheetQuery = '(width < 900px)';

/** Does the right panel cover the content instead of standing beside it? */
export function useIsPanelSheet(): boolean {
  return useMediaQuery(sheetQuery);
}
