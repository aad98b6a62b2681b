import type { ui as source } from '../en/ui.ts';
import type { Translated } from '../Translated.ts';

export const ui = {
  close: 'Schließen',
  clearSearch: 'Suche leeren',
  details: 'Einzelheiten',
  moreActions: 'Weitere Aktionen',
  unknownDuration: 'Länge unbekannt',
  key: {
    space: 'Leertaste',
    enter: 'Eingabe',
    escape: 'Esc',
    delete: 'Entf',
    control: 'Strg',
    shift: 'Umschalt',
    alt: 'Alt',
    up: 'Auf',
    down: 'Ab',
    left: 'Links',
    right: 'Rechts',
    home: 'Pos1',
    end: 'Ende',
    pageUp: 'Bild auf',
    pageDown: 'Bild ab',
  },
} satisfies Translated<typeof source, 'de'>;
