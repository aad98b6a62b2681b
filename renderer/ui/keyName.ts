import type { TFunction } from 'i18next';
import { isMac } from './isMac.ts';

/** A key as the keyboard of this language has it printed: "Strg", "↑", "A". */
export function keyName(key: string, t: TFunction<'ui'>): string {
  switch (key) {
    case 'Space':
      return t('key.space');
    case 'Enter':
      return t('key.enter');
    case 'Escape':
      return t('key.escape');
    case 'Delete':
      return t('key.delete');
    case 'Backspace':
      return t('key.backspace');
    case 'Control':
      return t('key.control');
    case 'Shift':
      return isMac ? '⇧' : t('key.shift');
    case 'Alt':
      return t('key.alt');
    case 'Meta':
      return '⌘';
    case 'ArrowUp':
      return '↑';
    case 'ArrowDown':
      return '↓';
    case 'ArrowLeft':
      return '←';
    case 'ArrowRight':
      return '→';
    case 'Home':
      return t('key.home');
    case 'End':
      return t('key.end');
    default:
      return key.length === 1 ? key.toUpperCase() : key;
  }
}
