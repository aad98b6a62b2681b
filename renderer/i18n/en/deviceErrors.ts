import type { ErrorTable } from '../ErrorTable.ts';

export const device = {
  disconnected: {
    title: 'Player disconnected',
    message: 'The player is no longer connected.',
  },
  notFound: { title: 'Player not connected', message: 'The player is not connected.' },
  locked: {
    title: 'Player locked',
    message: 'The player shows its files only when it is unlocked.',
  },
  exclusiveAccess: { title: 'Player in use', message: 'Another program is using {{subject}}.' },
  permissionDenied: {
    title: 'No permission for this player',
    message: 'The system does not let you use {{subject}}.',
  },
  unreachable: {
    title: 'No answer',
    message: '{{subject}} cannot be reached, or shares no players.',
  },
  protocol: {
    title: 'The player answered nonsense',
    message: 'The player said something that makes no sense.',
  },
  timedOut: {
    title: 'The player does not answer',
    message: 'The player stopped answering.',
  },
  busy: { title: 'Player busy', message: 'The player is busy with something else.' },
  failed: {
    title: 'The player refused',
    message: '{{subject}}: the player refused, and gave no reason.',
  },
  libmtpMissing: {
    title: 'libmtp is not installed',
    message:
      'Portamento could not open {{subject}} by itself, and libmtp, which might, is not installed.',
  },
  unsupported: {
    title: 'Not possible on this player',
    message: '{{subject}}: this player cannot do that.',
  },
  invalidRequest: { title: 'Not possible', message: '{{subject}}: that cannot be done this way.' },
  noSuchStorage: { title: 'Storage removed', message: 'The storage is no longer in {{subject}}.' },
  noSuchObject: {
    title: 'Not on the player any more',
    message: '{{subject}} is no longer on the player.',
  },
  listingIncomplete: {
    title: 'The folder is still being read',
    message: 'Not everything in it is known yet. Try again when all of it is there.',
  },
  listingChanged: {
    title: 'The folder has changed',
    message: 'It was changed in the meantime. Select what you meant once more.',
  },
  nameTaken: {
    title: 'Name already taken',
    message: 'There is already something named {{subject}} in this folder.',
  },
  illegalName: {
    title: 'Name not possible',
    message: 'The player cannot store the name {{subject}}.',
  },
  writeProtected: { title: 'Write-protected', message: '{{subject}} cannot be changed.' },
  storageFull: { title: 'Player full', message: 'There is no room left for {{subject}}.' },
  objectTooLarge: {
    title: 'File too large',
    message: '{{subject}} is larger than the player can handle.',
  },
  partialDeletion: {
    title: 'Not everything was deleted',
    message: 'Something in {{subject}} could not be deleted.',
  },
  verificationFailed: {
    title: 'The copy is not right',
    message: '{{subject}} arrived differently from how it was sent.',
  },
  notCertified: {
    title: 'Protected file',
    message: '{{subject}} is protected, and this player may not have protected files.',
  },
  certificateExpired: {
    title: 'Protected file',
    message: '{{subject}} is protected, and the player’s certificate has expired.',
  },
  sessionActive: {
    title: 'Player busy',
    message: 'Something else is already happening on {{subject}}.',
  },
  noSession: { title: 'Nothing to end', message: 'Nothing is happening on {{subject}}.' },
} as const satisfies ErrorTable['device'];

export const transfer = {
  planGone: { title: 'Plan out of date', message: 'Something changed since this was planned.' },
  noFiles: { title: 'Nothing to copy', message: 'There is no file in what you chose.' },
  planFull: {
    title: 'Too many files',
    message: 'A plan cannot hold so many files. Copy the rest afterwards.',
  },
  sameDevice: {
    title: 'Already there',
    message: '{{subject}} is on this player already.',
  },
  noSuchTransfer: { title: 'Copy not found', message: 'That copy is no longer in the list.' },
  interrupted: { title: 'Interrupted', message: '{{subject}} was not finished.' },
  targetChanged: {
    title: 'Not replaced',
    message: '{{subject}} on the player has changed since this was planned. Nothing was replaced.',
  },
  partsLeft: {
    title: 'Parts of copies left',
    message:
      'Parts of copies are still on the player: {{failureCount, number}}, among them {{subject}}.',
  },
  notUnderstood: {
    title: 'Not copied',
    message: 'Another version of Portamento planned this copy. Plan it again.',
  },
} as const satisfies ErrorTable['transfer'];
