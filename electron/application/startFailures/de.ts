import type { StartFailureLabels } from './StartFailureLabels.ts';

export const de: StartFailureLabels = {
  badProfileName: (name) =>
    `Ein Profil kann nicht „${name}“ heißen. Erlaubt sind höchstens 64 Buchstaben, Ziffern, Leerzeichen, - und _.`,
  noDataFolder: 'Sagen Sie nach --data-folder, welcher Ordner gemeint ist.',
  foreignFolder: (folder) =>
    `Der Ordner „${folder}“ enthält andere Dateien. Wählen Sie mit --data-folder einen leeren Ordner oder einen, den Portamento angelegt hat.`,
  inUse:
    'Ein anderes Portamento benutzt diesen Datenordner. Beenden Sie es und starten Sie noch einmal.',
  notAnswering:
    'Ein anderes Portamento läuft und antwortet nicht. Beenden Sie es und starten Sie noch einmal.',
  otherEnded: 'Das Portamento, das lief, wurde gerade beendet. Starten Sie noch einmal.',
  diskFull:
    'Der Datenträger mit dem Datenordner ist voll. Schaffen Sie Platz und starten Sie noch einmal.',
  permissionDenied: (folder) =>
    `Dieses Konto darf nicht in den Datenordner „${folder}“ schreiben. Ändern Sie seine Rechte oder wählen Sie mit --data-folder einen anderen.`,
  notWritable: (folder) =>
    `In den Datenordner „${folder}“ lässt sich nicht schreiben. Prüfen Sie, ob sein Datenträger verbunden ist, oder wählen Sie mit --data-folder einen anderen.`,
  unexpected:
    'Etwas Unerwartetes ist geschehen. Starten Sie noch einmal; geschieht es wieder, melden Sie es mit der Zeile hier unten.',
};
