import type { sidebar as source } from '../en/sidebar.ts';
import type { Translated } from '../Translated.ts';

export const sidebar = {
  label: 'Hauptbereiche',
  listen: 'Hören',
  players: 'Abspielgeräte',
  signalPath: 'Signalweg',
  settings: 'Einstellungen',
  shortcuts: 'Tastenkürzel',
  queue: 'Liste',
  open: 'Öffnen',
} satisfies Translated<typeof source, 'de'>;
