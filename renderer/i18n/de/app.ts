import type { app as source } from '../en/app.ts';
import type { Translated } from '../Translated.ts';

export const app = {
  name: 'Portamento',
  skipToContent: 'Zum Inhalt springen',
  closePanel: 'Seitenleiste schließen',
  connection: {
    lost: 'Die Verbindung zu Portamento ist verloren. Neuer Versuch läuft …',
    refused: 'Sie sind bei Portamento abgemeldet.',
    outdated: 'Diese Seite und Portamento sind von verschiedenen Versionen.',
    reload: 'Seite neu laden',
    signIn: 'Anmelden',
    retry: 'Jetzt versuchen',
  },
  crash: {
    title: 'Diese Seite ist gestolpert',
    text: 'Warteschlange und Einstellungen sind sicher. Laden Sie die Seite neu, um weiterzumachen; passiert es wieder, kopieren Sie die Einzelheiten und melden Sie sie.',
    reload: 'Neu laden',
    copy: 'Einzelheiten kopieren',
  },
} satisfies Translated<typeof source, 'de'>;
