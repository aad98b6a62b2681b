import { useLayoutEffect } from 'react';
import { Theme } from '../../electron/contract/settings.ts';

const storageKey = 'portamento.theme';

/** Shows `theme` and remembers it for the next start's first paint. */
export function useTheme(theme: Theme): void {
  useLayoutEffect(() => {
    showTheme(theme);
    try {
      localStorage.setItem(storageKey, theme);
    } catch {
      // Storage may be forbidden or full; then the first paint follows the system.
    }
  }, [theme]);
}

/** Shows the theme of last time, until main has told the settings. */
export function showRememberedTheme(): void {
  let remembered: unknown = null;
  try {
    remembered = localStorage.getItem(storageKey);
  } catch {
    // As above: the system's theme is shown.
  }
  const parsed = Theme.safeParse(remembered);
  if (parsed.success) showTheme(parsed.data);
}

function showTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
