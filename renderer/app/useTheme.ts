import { useLayoutEffect } from 'react';
import { useIsKnown, useSettings } from '../stores/index.ts';
import { remembered } from './remembered.ts';
import { showTheme } from './showTheme.ts';

/** Shows the theme the person chose, and remembers it for the next start's first paint. */
export function useTheme(): void {
  const isKnown = useIsKnown('settings');
  const theme = useSettings((settings) => settings.theme);
  useLayoutEffect(() => {
    if (!isKnown) return;
    showTheme(theme);
    remembered.theme.write(theme);
  }, [isKnown, theme]);
}
