import { useCallback, useEffect, useEffectEvent } from 'react';
import { isMac } from '../ui/isMac.ts';
import type { ShortcutName } from '../ui/shortcutKeys.ts';
import { shortcutOf } from './shortcutOf.ts';
import { chordKeys, shortcutNamed, type PageShortcutName } from './shortcuts.ts';

/** Calls `run` for every shortcut of the page that is pressed. */
export function useShortcuts(run: (name: PageShortcutName) => void): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const name = shortcutOf(event, isMac);
    if (name === null) return;
    event.preventDefault();
    run(name);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

/** Gives tooltips the first chord of a shortcut. */
export function useRegistryKeys(): (name: ShortcutName) => readonly string[] | undefined {
  return useCallback((name) => {
    const chord = shortcutNamed(name).chords[0];
    return chord === undefined ? undefined : chordKeys(chord, isMac);
  }, []);
}
