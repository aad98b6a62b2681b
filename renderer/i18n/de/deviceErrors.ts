import type { ErrorTable } from '../ErrorTable.ts';

export const device = {
  disconnected: {
    title: 'Abspielgerät getrennt',
    message: 'Das Abspielgerät ist nicht mehr verbunden.',
  },
  notFound: {
    title: 'Abspielgerät nicht verbunden',
    message: 'Das Abspielgerät ist nicht verbunden.',
  },
  locked: {
    title: 'Abspielgerät gesperrt',
    message: 'Das Abspielgerät zeigt seine Dateien erst, wenn es entsperrt ist.',
  },
  exclusiveAccess: {
    title: 'Abspielgerät in Benutzung',
    message: 'Ein anderes Programm benutzt {{subject}}.',
  },
  permissionDenied: {
    title: 'Keine Berechtigung für dieses Abspielgerät',
    message: 'Das System lässt Sie {{subject}} nicht benutzen.',
  },
  unreachable: {
    title: 'Keine Antwort',
    message: '{{subject}} ist nicht erreichbar oder gibt keine Abspielgeräte frei.',
  },
  protocol: {
    title: 'Das Abspielgerät antwortet Unsinn',
    message: 'Das Abspielgerät hat etwas gesagt, das keinen Sinn ergibt.',
  },
  timedOut: {
    title: 'Das Abspielgerät antwortet nicht',
    message: 'Das Abspielgerät antwortet nicht mehr.',
  },
  busy: {
    title: 'Abspielgerät beschäftigt',
    message: 'Das Abspielgerät ist mit etwas anderem beschäftigt.',
  },
  failed: {
    title: 'Das Abspielgerät lehnt ab',
    message: '{{subject}}: Das Abspielgerät lehnt ab und nennt keinen Grund.',
  },
  libmtpMissing: {
    title: 'libmtp ist nicht installiert',
    message:
      'Portamento konnte {{subject}} nicht selbst öffnen, und libmtp, das es vielleicht könnte, ist nicht installiert.',
  },
  unsupported: {
    title: 'Auf diesem Abspielgerät nicht möglich',
    message: '{{subject}}: Das kann dieses Abspielgerät nicht.',
  },
  invalidRequest: { title: 'Nicht möglich', message: '{{subject}}: So geht das nicht.' },
  noSuchStorage: {
    title: 'Speicher entfernt',
    message: 'Der Speicher ist nicht mehr in {{subject}}.',
  },
  noSuchObject: {
    title: 'Nicht mehr auf dem Abspielgerät',
    message: '{{subject}} ist nicht mehr auf dem Abspielgerät.',
  },
  listingIncomplete: {
    title: 'Der Ordner wird noch gelesen',
    message:
      'Noch ist nicht alles bekannt, was darin ist. Versuchen Sie es wieder, wenn alles da ist.',
  },
  listingChanged: {
    title: 'Ordner verändert',
    message: 'Der Ordner wurde inzwischen verändert. Wählen Sie noch einmal aus, was gemeint ist.',
  },
  nameTaken: {
    title: 'Name schon vergeben',
    message: 'In diesem Ordner gibt es schon etwas mit dem Namen {{subject}}.',
  },
  illegalName: {
    title: 'Name nicht möglich',
    message: 'Das Abspielgerät kann den Namen {{subject}} nicht speichern.',
  },
  writeProtected: { title: 'Schreibgeschützt', message: '{{subject}} lässt sich nicht ändern.' },
  storageFull: { title: 'Abspielgerät voll', message: 'Für {{subject}} ist kein Platz mehr.' },
  objectTooLarge: {
    title: 'Datei zu groß',
    message: '{{subject}} ist größer, als das Abspielgerät verarbeiten kann.',
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
    message:
      '{{subject}} ist geschützt, und dieses Abspielgerät darf keine geschützten Dateien haben.',
  },
  certificateExpired: {
    title: 'Geschützte Datei',
    message: '{{subject}} ist geschützt, und das Zertifikat des Abspielgeräts ist abgelaufen.',
  },
  sessionActive: {
    title: 'Abspielgerät beschäftigt',
    message: 'Auf {{subject}} geschieht schon etwas anderes.',
  },
  noSession: { title: 'Nichts zu beenden', message: 'Auf {{subject}} geschieht gerade nichts.' },
} as const satisfies ErrorTable['device'];

export const transfer = {
  planGone: { title: 'Plan veraltet', message: 'Seit der Planung hat sich etwas geändert.' },
  noFiles: {
    title: 'Nichts zu kopieren',
    message: 'In dem, was Sie gewählt haben, ist keine Datei.',
  },
  planFull: {
    title: 'Zu viele Dateien',
    message: 'So viele Dateien fasst ein Plan nicht. Kopieren Sie die übrigen danach.',
  },
  sameDevice: {
    title: 'Schon da',
    message: '{{subject}} ist bereits auf diesem Abspielgerät.',
  },
  noSuchTransfer: {
    title: 'Kopie nicht gefunden',
    message: 'Diese Kopie steht nicht mehr in der Liste.',
  },
  interrupted: { title: 'Unterbrochen', message: '{{subject}} wurde nicht fertig.' },
  targetChanged: {
    title: 'Nicht ersetzt',
    message:
      '{{subject}} auf dem Abspielgerät hat sich seit der Planung geändert. Nichts wurde ersetzt.',
  },
  partsLeft: {
    title: 'Teile von Kopien bleiben',
    message:
      'Auf dem Abspielgerät sind noch Teile von Kopien: {{failureCount, number}}, darunter {{subject}}.',
  },
  notUnderstood: {
    title: 'Nicht kopiert',
    message: 'Eine andere Version von Portamento hat diese Kopie geplant. Planen Sie sie neu.',
  },
} as const satisfies ErrorTable['transfer'];
