import type { ErrorTable } from '../ErrorTable.ts';

export const device = {
  disconnected: {
    title: 'Player getrennt',
    message: 'Der Player ist nicht mehr verbunden.',
  },
  notFound: {
    title: 'Player nicht verbunden',
    message: 'Der Player ist nicht verbunden.',
  },
  locked: {
    title: 'Player gesperrt',
    message: 'Der Player zeigt seine Dateien erst, wenn er entsperrt ist.',
  },
  exclusiveAccess: {
    title: 'Player in Benutzung',
    message: 'Ein anderes Programm benutzt {{subject}}.',
  },
  permissionDenied: {
    title: 'Keine Berechtigung für diesen Player',
    message: 'Das System lässt Sie {{subject}} nicht benutzen.',
  },
  unreachable: {
    title: 'Keine Antwort',
    message: '{{subject}} ist nicht erreichbar oder gibt keine Player frei.',
  },
  protocol: {
    title: 'Der Player antwortet Unsinn',
    message: 'Der Player hat etwas gesagt, das keinen Sinn ergibt.',
  },
  timedOut: {
    title: 'Der Player antwortet nicht',
    message: 'Der Player antwortet nicht mehr.',
  },
  busy: {
    title: 'Player beschäftigt',
    message: 'Der Player ist mit etwas anderem beschäftigt.',
  },
  failed: {
    title: 'Der Player lehnt ab',
    message: '{{subject}}: Der Player lehnt ab und nennt keinen Grund.',
  },
  libmtpMissing: {
    title: 'libmtp ist nicht installiert',
    message:
      'Portamento konnte {{subject}} nicht selbst öffnen, und libmtp, das es vielleicht könnte, ist nicht installiert.',
  },
  unsupported: {
    title: 'Auf diesem Player nicht möglich',
    message: '{{subject}}: Das kann dieser Player nicht.',
  },
  invalidRequest: { title: 'Nicht möglich', message: '{{subject}}: So geht das nicht.' },
  noSuchStorage: {
    title: 'Speicher entfernt',
    message: 'Der Speicher ist nicht mehr in {{subject}}.',
  },
  noSuchObject: {
    title: 'Nicht mehr auf dem Player',
    message: '{{subject}} ist nicht mehr auf dem Player.',
  },
  listingIncomplete: {
    title: 'Der Ordner wird noch gelesen',
    message: 'Noch ist nicht alles bekannt, was darin ist. Versuche es wieder, wenn alles da ist.',
  },
  listingChanged: {
    title: 'Ordner verändert',
    message: 'Der Ordner wurde inzwischen verändert. Wähle noch einmal aus, was gemeint ist.',
  },
  nameTaken: {
    title: 'Name schon vergeben',
    message: 'In diesem Ordner gibt es schon etwas mit dem Namen {{subject}}.',
  },
  illegalName: {
    title: 'Name nicht möglich',
    message: 'Der Player kann den Namen {{subject}} nicht speichern.',
  },
  writeProtected: { title: 'Schreibgeschützt', message: '{{subject}} lässt sich nicht ändern.' },
  storageFull: { title: 'Player voll', message: 'Für {{subject}} ist kein Platz mehr.' },
  objectTooLarge: {
    title: 'Datei zu groß',
    message: '{{subject}} ist größer, als der Player verarbeiten kann.',
  },
  partialDeletion: {
    title: 'Nicht alles gelöscht',
    message: 'Etwas in {{subject}} ließ sich nicht löschen.',
  },
  verificationFailed: {
    title: 'Die Kopie stimmt nicht',
    message: '{{subject}} kam anders an, als es gesendet wurde.',
  },
  notCertified: {
    title: 'Geschützte Datei',
    message: '{{subject}} ist geschützt, und dieser Player darf keine geschützten Dateien haben.',
  },
  certificateExpired: {
    title: 'Geschützte Datei',
    message: '{{subject}} ist geschützt, und das Zertifikat des Players ist abgelaufen.',
  },
  sessionActive: {
    title: 'Player beschäftigt',
    message: 'Auf {{subject}} geschieht schon etwas anderes.',
  },
  noSession: { title: 'Nichts zu beenden', message: 'Auf {{subject}} geschieht gerade nichts.' },
} as const satisfies ErrorTable['device'];

export const transfer = {
  planGone: { title: 'Plan veraltet', message: 'Seit der Planung hat sich etwas geändert.' },
  planFull: {
    title: 'Zu viele Dateien',
    message: 'So viele Dateien fasst ein Plan nicht. Kopieren Sie die übrigen danach.',
  },
  sameDevice: {
    title: 'Schon da',
    message: '{{subject}} ist bereits auf diesem Player.',
  },
  noSuchTransfer: {
    title: 'Kopie nicht gefunden',
    message: 'Diese Kopie steht nicht mehr in der Liste.',
  },
  interrupted: { title: 'Unterbrochen', message: '{{subject}} wurde nicht fertig.' },
  targetChanged: {
    title: 'Nicht ersetzt',
    message: '{{subject}} auf dem Player hat sich seit der Planung geändert. Nichts wurde ersetzt.',
  },
  partsLeft: {
    title: 'Teile von Kopien bleiben',
    message:
      'Auf dem Player sind noch Teile von Kopien: {{failureCount, number}}, darunter {{subject}}.',
  },
  notUnderstood: {
    title: 'Nicht kopiert',
    message: 'Eine andere Version von Portamento hat diese Kopie geplant. Plane sie neu.',
  },
} as const satisfies ErrorTable['transfer'];
