import type { Theme } from '../../electron/contract/settings.ts';

/** Gives the document this theme's colours. */
export function showTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
