import type { ErrorTable } from '../ErrorTable.ts';
import { device, transfer } from './deviceErrors.ts';

export const errors = {
  ipc: {
    invalidInput: {
      title: 'Anfrage nicht verstanden',
      message: 'Portamento hat sich selbst etwas geschickt, das es nicht lesen konnte.',
    },
    unknownCommand: {
      title: 'Diese Seite ist veraltet',
      message: 'Portamento wurde aktualisiert, während diese Seite offen war.',
    },
    notAllowed: {
      title: 'Von hier nicht erlaubt',
      message: 'Diese Seite darf das nicht.',
    },
    disconnected: {
      title: 'Verbindung verloren',
      message: 'Diese Seite erreicht Portamento gerade nicht.',
    },
    tooManyCalls: {
      title: 'Zu viel auf einmal',
      message: 'Portamento ist noch mit früheren Anfragen beschäftigt.',
    },
  },
  app: {
    cancelled: {
      title: 'Abgebrochen',
      message: 'Der Vorgang wurde abgebrochen, bevor er fertig war.',
    },
    internal: {
      title: 'Etwas ist schiefgegangen',
      message: 'In Portamento ist ein Fehler aufgetreten.',
    },
    unsupportedHere: {
      title: 'Hier nicht verfügbar',
      message: 'Diese Ausgabe von Portamento kann das nicht.',
    },
    shuttingDown: {
      title: 'Portamento wird beendet',
      message: 'Während Portamento beendet wird, beginnt nichts Neues.',
    },
  },
  file: {
    notFound: {
      title: 'Datei nicht gefunden',
      message: '{{subject}} ist nicht mehr an ihrem Ort.',
    },
    permissionDenied: {
      title: 'Keine Berechtigung',
      message: '{{subject}} darf von Ihnen nicht gelesen werden.',
    },
    empty: {
      title: 'Leere Datei',
      message: '{{subject}} hat keinen Inhalt.',
    },
    truncated: {
      title: 'Unvollständige Datei',
      message:
        '{{subject}} endet zu früh, vielleicht weil eine Kopie oder ein Download abgerissen ist.',
    },
    notMedia: {
      title: 'Keine Mediendatei',
      message: '{{subject}} enthält weder Ton noch Video.',
    },
    isDirectory: {
      title: 'Das ist ein Ordner',
      message: '{{subject}} ist ein Ordner und keine Datei.',
    },
    notRegular: {
      title: 'Keine gewöhnliche Datei',
      message: '{{subject}} ist ein Gerät oder eine Pipe und kann nicht abgespielt werden.',
    },
    nameTooLong: {
      title: 'Name zu lang',
      message: '{{subject}} hat einen längeren Namen, als dieses System öffnen kann.',
    },
    nameNotUnicode: {
      title: 'Unlesbarer Name',
      message: '{{subject}} hat einen Namen mit beschädigten Zeichen.',
    },
    changed: {
      title: 'Datei verändert',
      message: '{{subject}} wurde während des Lesens verändert.',
    },
    readFailed: {
      title: 'Lesen fehlgeschlagen',
      message: '{{subject}} ließ sich nicht bis zum Ende lesen.',
    },
    writeFailed: {
      title: 'Speichern fehlgeschlagen',
      message: '{{subject}} ließ sich nicht schreiben.',
    },
    diskFull: {
      title: 'Kein Speicherplatz',
      message: '{{subject}} passt nicht mehr auf den Datenträger.',
    },
    exists: {
      title: 'Schon vorhanden',
      message: '{{subject}} gibt es in diesem Ordner schon.',
    },
    notGranted: {
      title: 'Datei nicht mehr geöffnet',
      message: '{{subject}} gehört nicht zu den Dateien, die Sie geöffnet haben.',
    },
    tooLarge: {
      title: 'Datei zu groß',
      message: '{{subject}} ist größer, als Portamento annimmt.',
    },
  },
  playlist: {
    unreadable: {
      title: 'Wiedergabeliste nicht lesbar',
      message: '{{subject}} ist keine Wiedergabeliste, die Portamento versteht.',
    },
    filesMissing: {
      title: 'Dateien einer Wiedergabeliste fehlen',
      message:
        '{{subject}} nennt Dateien, die nicht mit ihr hierher gezogen wurden: {{failureCount, number}}.',
    },
    noPaths: {
      title: 'Nichts zu speichern',
      message:
        'Kein Titel der Warteschlange ist eine Datei in einem Ordner des Computers, auf dem Portamento läuft; eine Wiedergabeliste kann keinen nennen.',
    },
    tooDeep: {
      title: 'Listen in Listen',
      message: '{{subject}} enthält zu tief verschachtelte Wiedergabelisten.',
    },
  },
  upload: {
    gone: {
      title: 'Datei nicht mehr zur Hand',
      message:
        '{{subject}} kam von einer Seite, die nicht verbunden ist oder geschlossen oder neu geladen wurde.',
    },
    spoolFull: {
      title: 'Kein Platz zum Hochladen',
      message:
        '{{subject}} ließ sich nicht senden: Auf dem Rechner, auf dem Portamento läuft, ist dafür kein Platz.',
    },
  },
  media: {
    unsupportedFormat: {
      title: 'Format nicht unterstützt',
      message: '{{subject}} hat ein Format, das sich noch nicht abspielen lässt.',
    },
    decodeFailed: {
      title: 'Beschädigte Datei',
      message: '{{subject}} ließ sich nicht dekodieren.',
    },
    incomplete: {
      title: 'Unvollständige Datei',
      message:
        '{{subject}} endet lange vor der angegebenen Länge, vielleicht weil das Kopieren oder Herunterladen abbrach.',
    },
    noSink: {
      title: 'Keine Seite spielt',
      message: 'Gerade gibt keine offene Seite den Ton wieder.',
    },
    sinkBlocked: {
      title: 'Der Browser wartet auf Sie',
      message: 'Der Browser beginnt mit dem Ton erst nach einem Klick.',
    },
    sinkLost: {
      title: 'Wiedergabe angehalten',
      message: 'Die Seite, die spielte, wurde geschlossen oder verlor die Verbindung.',
    },
    sinkUnresponsive: {
      title: 'Die Ausgabe antwortet nicht',
      message:
        'Die Seite {{subject}} antwortet nicht mehr. Die Wiedergabe ruht, bis sie es wieder tut.',
    },
    shutdown: {
      title: 'Wiedergabe beendet',
      message: 'Die Wiedergabe ist abgeschaltet.',
    },
    invalidRequest: {
      title: 'Gerade nicht möglich',
      message: 'Das geht im jetzigen Zustand der Wiedergabe nicht.',
    },
    invalidPosition: {
      title: 'Stelle nicht vorhanden',
      message: 'Diese Stelle liegt außerhalb der Datei.',
    },
    unsupportedRate: {
      title: 'Tempo nicht verfügbar',
      message: 'Dieses Tempo gibt es für diese Datei nicht.',
    },
    unsupportedRateTransition: {
      title: 'Tempo jetzt nicht änderbar',
      message: 'So lässt sich das Tempo während der Wiedergabe nicht ändern.',
    },
    notSeekable: {
      title: 'Springen nicht möglich',
      message: 'Diese Datei lässt sich nur von Anfang an abspielen.',
    },
  },
  queue: {
    noSuchEntry: {
      title: 'Nicht mehr in der Warteschlange',
      message: 'Dieser Eintrag wurde inzwischen entfernt.',
    },
    empty: {
      title: 'Die Warteschlange ist leer',
      message: 'Es gibt noch nichts abzuspielen.',
    },
    changed: {
      title: 'Warteschlange verändert',
      message: 'Die Warteschlange wurde inzwischen verändert, vielleicht von einer anderen Seite.',
    },
    unplayable: {
      title: 'Hier ließ sich nichts abspielen',
      message:
        '{{failureCount, number}} Dateien nacheinander ließen sich nicht abspielen. Mit „Abspielen“ versuchen Sie die folgenden.',
    },
    nothingToUndo: {
      title: 'Nichts rückgängig zu machen',
      message: 'Die Warteschlange wurde nicht verändert.',
    },
    full: {
      title: 'Die Warteschlange ist voll',
      message: 'Die Warteschlange fasst keine weiteren Einträge.',
    },
  },
  profile: {
    inUse: {
      title: 'Läuft schon',
      message: 'Ein anderes Portamento benutzt diesen Datenordner.',
    },
    notAnswering: {
      title: 'Portamento antwortet nicht',
      message: 'Ein anderes Portamento benutzt diesen Datenordner und antwortet nicht.',
    },
    foreignFolder: {
      title: 'Kein leerer Ordner',
      message:
        '{{subject}} enthält andere Dateien und kann nicht auch die Daten von Portamento aufnehmen.',
    },
    damaged: {
      title: 'Daten beschädigt',
      message: 'Gespeicherte Daten ließen sich nicht lesen. Sie liegen jetzt in {{subject}}.',
    },
  },
  device,
  transfer,
  remedy: {
    retry: 'Versuchen Sie es gleich noch einmal.',
    chooseAnotherFile: 'Wählen Sie eine andere Datei.',
    checkPermissions: 'Prüfen Sie die Rechte der Datei und ihres Ordners.',
    reconnectDrive: 'Liegt sie auf einem Laufwerk oder im Netz, verbinden Sie es wieder.',
    convertFile: 'Wandeln Sie sie in FLAC, MP3 oder MP4 um, um sie hier abzuspielen.',
    dropAgain: 'Ziehen Sie die Datei noch einmal hierher.',
    dropTogether: 'Ziehen Sie die Liste zusammen mit ihren Dateien oder deren Ordner hierher.',
    openFromComputer:
      'Öffnen Sie die Titel aus einem Ordner des Computers, auf dem Portamento läuft, und speichern Sie dann noch einmal.',
    freeSpace: 'Schaffen Sie Platz und versuchen Sie es noch einmal.',
    startListening: 'Beginnen Sie auf dieser Seite mit dem Hören.',
    reload: 'Laden Sie die Seite neu.',
    signIn: 'Melden Sie sich neu an.',
    closeOtherProgram: 'Schließen Sie das andere, oder benutzen Sie es stattdessen.',
    chooseEmptyFolder: 'Wählen Sie einen leeren Ordner oder einen, den Portamento angelegt hat.',
    reconnectDevice: 'Verbinden Sie das Abspielgerät wieder.',
    unlockDevice: 'Entsperren Sie es und wählen Sie auf seinem Bildschirm „Dateiübertragung“.',
    allowDevice:
      'Installieren Sie die Regel, die auf der Seite des Abspielgeräts steht, und verbinden Sie es dann neu.',
    installLibmtp:
      'Installieren Sie libmtp (unter Debian und Ubuntu das Paket libmtp9) und verbinden Sie das Abspielgerät dann neu.',
    checkAddress: 'Prüfen Sie die Adresse und ob der Rechner seine Abspielgeräte freigibt.',
    freeDeviceSpace: 'Löschen Sie etwas vom Abspielgerät oder wählen Sie seinen anderen Speicher.',
    planAgain: 'Sehen Sie sich den neuen Plan an und starten Sie noch einmal.',
    report: 'Passiert es wieder, kopieren Sie die Einzelheiten und melden Sie sie.',
  },
  action: {
    startListening: 'Jetzt hören',
    reload: 'Neu laden',
    signIn: 'Anmelden',
    report: 'Einzelheiten kopieren',
  },
  quoted: '„{{name}}“',
  thisFile: 'Diese Datei',
  thisPlayer: 'Dieses Abspielgerät',
} as const satisfies ErrorTable;
