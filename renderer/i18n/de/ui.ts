import type { ui as source } from '../en/ui.ts';
import type { Translated } from '../Translated.ts';

export const ui = {
  close: 'Schließen',
  clearSearch: 'Suche leeren',
  unknownDuration: 'Länge unbekannt',
  key: {
    space: 'Leertaste',
    enter: 'Eingabe',
    escape: 'Esc',
    delete: 'Entf',
    control: 'Strg',
    alt: 'Alt',
    home: 'Pos1',
    end: 'Ende',
  },
} satisfies Translated<typeof source, 'de'>;
