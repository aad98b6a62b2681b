import type { ErrorTable } from '../ErrorTable.ts';
import { device, transfer } from './deviceErrors.ts';

export const errors = {
  ipc: {
    invalidInput: {
      title: 'That request was not understood',
      message: 'Portamento sent itself something it could not read.',
    },
    unknownCommand: {
      title: 'This page is out of date',
      message: 'Portamento was updated while this page was open.',
    },
    notAllowed: {
      title: 'Not allowed from here',
      message: 'This page may not do that.',
    },
    disconnected: {
      title: 'Connection lost',
      message: 'This page cannot reach Portamento at the moment.',
    },
    tooManyCalls: {
      title: 'Too much at once',
      message: 'Portamento is still busy with earlier requests.',
    },
  },
  app: {
    cancelled: {
      title: 'Cancelled',
      message: 'This was cancelled before it was done.',
    },
    internal: {
      title: 'Something went wrong',
      message: 'Portamento ran into an error of its own.',
    },
    unsupportedHere: {
      title: 'Not available here',
      message: 'This cannot be done in this version of Portamento.',
    },
    shuttingDown: {
      title: 'Portamento is closing',
      message: 'Nothing new is started while Portamento closes.',
    },
  },
  file: {
    notFound: {
      title: 'File not found',
      message: '{{subject}} is no longer where it was.',
    },
    permissionDenied: {
      title: 'No permission',
      message: '{{subject}} may not be read by you.',
    },
    empty: {
      title: 'Empty file',
      message: '{{subject}} has nothing in it.',
    },
    truncated: {
      title: 'Incomplete file',
      message: '{{subject}} ends too early, perhaps because a copy or download was cut off.',
    },
    notMedia: {
      title: 'Not a media file',
      message: '{{subject}} holds neither sound nor video.',
    },
    isDirectory: {
      title: 'That is a folder',
      message: '{{subject}} is a folder and not a file.',
    },
    notRegular: {
      title: 'Not an ordinary file',
      message: '{{subject}} is a device or a pipe, which cannot be played.',
    },
    nameTooLong: {
      title: 'Name too long',
      message: '{{subject}} has a longer name than this system can open.',
    },
    nameNotUnicode: {
      title: 'Unreadable name',
      message: '{{subject}} has a name with damaged characters.',
    },
    changed: {
      title: 'File changed',
      message: '{{subject}} was changed while it was being read.',
    },
    readFailed: {
      title: 'Reading failed',
      message: '{{subject}} could not be read to the end.',
    },
    writeFailed: {
      title: 'Saving failed',
      message: '{{subject}} could not be written.',
    },
    diskFull: {
      title: 'Disk full',
      message: '{{subject}} does not fit: there is no space left.',
    },
    exists: {
      title: 'Already there',
      message: '{{subject}} exists already in this folder.',
    },
    notGranted: {
      title: 'File not open any more',
      message: '{{subject}} is not among the files you opened.',
    },
    tooLarge: {
      title: 'File too large',
      message: '{{subject}} is larger than Portamento accepts.',
    },
  },
  playlist: {
    unreadable: {
      title: 'Playlist not readable',
      message: '{{subject}} is not a playlist Portamento understands.',
    },
    filesMissing: {
      title: 'Files of a playlist are missing',
      message: '{{subject}} names files that were not dropped with it: {{failureCount, number}}.',
    },
    noPaths: {
      title: 'Nothing to save',
      message:
        'No track in the queue is a file in a folder of the computer Portamento runs on, so a playlist cannot name any.',
    },
    tooDeep: {
      title: 'Playlists inside playlists',
      message: '{{subject}} contains playlists nested too deeply.',
    },
  },
  upload: {
    gone: {
      title: 'File no longer at hand',
      message:
        '{{subject}} was dropped into a page that is not connected, or has been closed or reloaded.',
    },
    spoolFull: {
      title: 'No space for uploads',
      message:
        '{{subject}} could not be sent: the computer Portamento runs on has no space for it.',
    },
  },
  media: {
    unsupportedFormat: {
      title: 'Format not supported',
      message: '{{subject}} is in a format that cannot be played yet.',
    },
    decodeFailed: {
      title: 'Damaged file',
      message: '{{subject}} could not be decoded.',
    },
    incomplete: {
      title: 'Incomplete file',
      message:
        '{{subject}} ends far before the length it states, perhaps because a copy or download was cut off.',
    },
    noSink: {
      title: 'No page is playing',
      message: 'No open page plays the sound at the moment.',
    },
    sinkBlocked: {
      title: 'The browser waits for you',
      message: 'The browser starts sound only after a click.',
    },
    sinkLost: {
      title: 'Playback stopped',
      message: 'The page that played was closed or lost its connection.',
    },
    sinkUnresponsive: {
      title: 'The output does not answer',
      message: 'The page {{subject}} answers no longer. Playback is paused until it does.',
    },
    shutdown: {
      title: 'Playback has ended',
      message: 'The player is shut down.',
    },
    invalidRequest: {
      title: 'Not possible now',
      message: 'That cannot be done in the current state of playback.',
    },
    invalidPosition: {
      title: 'No such position',
      message: 'That position lies outside the file.',
    },
    unsupportedRate: {
      title: 'Speed not available',
      message: 'This speed is not available for this file.',
    },
    unsupportedRateTransition: {
      title: 'Speed cannot change now',
      message: 'The speed cannot be changed that way while playing.',
    },
    notSeekable: {
      title: 'Cannot jump here',
      message: 'This file can only be played from the beginning.',
    },
  },
  queue: {
    noSuchEntry: {
      title: 'No longer in the queue',
      message: 'That entry was removed in the meantime.',
    },
    empty: {
      title: 'The queue is empty',
      message: 'There is nothing to play yet.',
    },
    changed: {
      title: 'The queue has changed',
      message: 'The queue was changed in the meantime, perhaps by another page.',
    },
    unplayable: {
      title: 'Nothing here could be played',
      message:
        '{{failureCount, number}} files in a row could not be played. Press play to try the ones after them.',
    },
    nothingToUndo: {
      title: 'Nothing to undo',
      message: 'The queue has not been changed.',
    },
    full: {
      title: 'The queue is full',
      message: 'The queue holds as many entries as it can.',
    },
  },
  profile: {
    inUse: {
      title: 'Already running',
      message: 'Another Portamento is using this data folder.',
    },
    notAnswering: {
      title: 'Portamento does not answer',
      message: 'Another Portamento is using this data folder and says nothing.',
    },
    foreignFolder: {
      title: 'Not an empty folder',
      message: '{{subject}} holds other files, and cannot hold the data of Portamento, too.',
    },
    damaged: {
      title: 'Data damaged',
      message: 'Some saved data could not be read. It is kept as {{subject}}.',
    },
  },
  device,
  transfer,
  remedy: {
    retry: 'Try again in a moment.',
    chooseAnotherFile: 'Choose another file.',
    checkPermissions: 'Check the permissions of the file and its folder.',
    reconnectDrive: 'If it is on a drive or network folder, connect that again.',
    convertFile: 'Convert it to FLAC, MP3 or MP4 to play it here.',
    dropAgain: 'Drop the file here again.',
    dropTogether: 'Drop the playlist together with its files, or with their folder.',
    openFromComputer:
      'Open the tracks from a folder of the computer Portamento runs on, then save again.',
    freeSpace: 'Free some space and try again.',
    startListening: 'Start listening on this page.',
    reload: 'Reload the page.',
    signIn: 'Sign in again.',
    closeOtherProgram: 'Close the other one, or use it instead.',
    chooseEmptyFolder: 'Choose an empty folder, or one that Portamento made.',
    reconnectDevice: 'Connect the player again.',
    unlockDevice: 'Unlock it, and choose “File Transfer” on its screen.',
    allowDevice: 'Install the rule that is shown on the player’s page, then connect it again.',
    installLibmtp:
      'Install libmtp (on Debian and Ubuntu the package libmtp9), then connect the player again.',
    checkAddress: 'Check the address, and that the machine shares its players.',
    freeDeviceSpace: 'Delete something from the player, or choose its other storage.',
    planAgain: 'Look at the new plan and start it again.',
    report: 'If it happens again, copy the details and report it.',
  },
  action: {
    startListening: 'Start listening',
    reload: 'Reload',
    signIn: 'Sign in',
    report: 'Copy details',
  },
  quoted: '“{{name}}”',
  thisFile: 'This file',
  thisPlayer: 'This player',
} as const satisfies ErrorTable;
