import { useTranslation } from 'react-i18next';
import type { ShortcutGroup } from '../features/settings/index.ts';
import { chordKeys, shortcutNamed, shortcutNames, type Shortcut } from './shortcuts.ts';
import { isMac } from '../ui/isMac.ts';

const groupNames: readonly Shortcut['group'][] = ['playback', 'sound', 'view', 'lists'];

/** The registry as the sheet shows it. */
export function useShortcutGroups(): readonly ShortcutGroup[] {
  const { t } = useTranslation('shortcuts');
  return groupNames.map((group) => ({
    title: t(`group.${group}`),
    rows: shortcutNames
      .filter((name) => shortcutNamed(name).group === group)
      .map((name) => ({
        label: t(`name.${name}`),
        chords: shortcutNamed(name).chords.map((chord) => chordKeys(chord, isMac)),
      })),
  }));
}
