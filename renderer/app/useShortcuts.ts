import { useCallback, useEffect, useEffectEvent } from 'react';
import { isMac } from '../ui/isMac.ts';
import type { ShortcutName } from '../ui/shortcutKeys.ts';
import { shortcutOf } from './shortcutOf.ts';
import { chordKeys, shortcutNamed, type PageShortcutName } from './shortcuts.ts';

/**
 * Calls `run` for every shortcut of the page that is pressed in a window.
 *
 * @param pressedIn `null` while there is no such window
 */
export function useShortcuts(
  pressedIn: Window | null,
  run: Readonly<Partial<Record<PageShortcutName, () => void>>>,
): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const name = shortcutOf(event, isMac);
    const act = name === null ? undefined : run[name];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    pressedIn?.addEventListener('keydown', listener);
    return () => pressedIn?.removeEventListener('keydown', listener);
  }, [pressedIn]);
}

/** Gives tooltips the first chord of a shortcut. */
export function useRegistryKeys(): (name: ShortcutName) => readonly string[] | undefined {
  return useCallback((name) => {
    const chord = shortcutNamed(name).chords[0];
    return chord === undefined ? undefined : chordKeys(chord, isMac);
  }, []);
}
