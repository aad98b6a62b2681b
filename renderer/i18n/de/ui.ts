import type { ui as source } from '../en/ui.ts';
import type { Translated } from '../Translated.ts';

export const ui = {
  close: 'Schließen',
  clearSearch: 'Suche leeren',
  unknownDuration: 'Länge unbekannt',
  copied: 'Kopiert',
  notCopied: 'Nicht kopiert',
  copyByHand:
    'Die Zwischenablage lässt sich hier nicht verwenden. Der Text ist markiert. Kopieren Sie ihn mit',
  textToCopy: 'Zu kopierender Text',
  key: {
    space: 'Leertaste',
    enter: 'Eingabe',
    escape: 'Esc',
    delete: 'Entf',
    backspace: 'Rücktaste',
    control: 'Strg',
    shift: 'Umschalt',
    alt: 'Alt',
    home: 'Pos1',
    end: 'Ende',
  },
} satisfies Translated<typeof source, 'de'>;
