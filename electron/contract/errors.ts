import * as z from 'zod/mini';

interface ErrorTraits {
  /** May the same request succeed if it is simply made again? */
  readonly retryable: boolean;
  /** What the person can do; the renderer has one button or sentence for each. */
  readonly remedy:
    | 'none'
    | 'retry'
    | 'chooseAnotherFile'
    | 'checkPermissions'
    | 'reconnectDrive'
    | 'convertFile'
    | 'dropAgain'
    | 'dropTogether'
    | 'openFromComputer'
    | 'freeSpace'
    | 'startListening'
    | 'reload'
    | 'signIn'
    | 'closeOtherProgram'
    | 'chooseEmptyFolder'
    | 'reconnectDevice'
    | 'unlockDevice'
    | 'allowDevice'
    | 'installLibmtp'
    | 'checkAddress'
    | 'freeDeviceSpace'
    | 'planAgain'
    | 'report';
}

/**
 * Every error that crosses the contract, `scope.code`. Media session rows name the HRESULT they stand
 * for in `electron/media/MediaErrorCode.ts`.
 */
export const errorTraits = {
  'ipc.invalidInput': { retryable: false, remedy: 'report' },
  'ipc.unknownCommand': { retryable: false, remedy: 'reload' },
  'ipc.notAllowed': { retryable: false, remedy: 'none' },
  'ipc.disconnected': { retryable: true, remedy: 'reload' },
  'ipc.tooManyCalls': { retryable: true, remedy: 'retry' },
  'app.cancelled': { retryable: true, remedy: 'none' },
  'app.internal': { retryable: true, remedy: 'report' },
  'app.unsupportedHere': { retryable: false, remedy: 'none' },
  'app.shuttingDown': { retryable: false, remedy: 'none' },

  'file.notFound': { retryable: true, remedy: 'reconnectDrive' },
  'file.permissionDenied': { retryable: true, remedy: 'checkPermissions' },
  'file.empty': { retryable: false, remedy: 'chooseAnotherFile' },
  'file.truncated': { retryable: false, remedy: 'chooseAnotherFile' },
  'file.notMedia': { retryable: false, remedy: 'chooseAnotherFile' },
  'file.isDirectory': { retryable: false, remedy: 'chooseAnotherFile' },
  'file.notRegular': { retryable: false, remedy: 'chooseAnotherFile' },
  'file.nameTooLong': { retryable: false, remedy: 'chooseAnotherFile' },
  'file.nameNotUnicode': { retryable: false, remedy: 'chooseAnotherFile' },
  'file.changed': { retryable: true, remedy: 'retry' },
  'file.readFailed': { retryable: true, remedy: 'reconnectDrive' },
  'file.writeFailed': { retryable: true, remedy: 'checkPermissions' },
  'file.diskFull': { retryable: true, remedy: 'freeSpace' },
  'file.exists': { retryable: false, remedy: 'chooseAnotherFile' },
  'file.notGranted': { retryable: false, remedy: 'dropAgain' },
  'file.tooLarge': { retryable: false, remedy: 'chooseAnotherFile' },

  'playlist.unreadable': { retryable: false, remedy: 'chooseAnotherFile' },
  /** It was dropped without files it names. */
  'playlist.filesMissing': { retryable: false, remedy: 'dropTogether' },
  /** No row of the queue is a file of this computer's folders, which a playlist could name. */
  'playlist.noPaths': { retryable: false, remedy: 'openFromComputer' },
  'playlist.tooDeep': { retryable: false, remedy: 'chooseAnotherFile' },

  'upload.gone': { retryable: false, remedy: 'dropAgain' },
  'upload.spoolFull': { retryable: true, remedy: 'freeSpace' },

  'media.unsupportedFormat': { retryable: false, remedy: 'convertFile' },
  'media.decodeFailed': { retryable: false, remedy: 'chooseAnotherFile' },
  /** It ended far before the length it states. */
  'media.incomplete': { retryable: false, remedy: 'chooseAnotherFile' },
  'media.noSink': { retryable: true, remedy: 'startListening' },
  'media.sinkBlocked': { retryable: true, remedy: 'startListening' },
  'media.sinkLost': { retryable: true, remedy: 'startListening' },
  /** The page that plays answers no orders. */
  'media.sinkUnresponsive': { retryable: true, remedy: 'startListening' },
  'media.shutdown': { retryable: false, remedy: 'none' },
  'media.invalidRequest': { retryable: false, remedy: 'none' },
  'media.invalidPosition': { retryable: false, remedy: 'none' },
  'media.unsupportedRate': { retryable: false, remedy: 'none' },
  'media.unsupportedRateTransition': { retryable: false, remedy: 'none' },
  'media.notSeekable': { retryable: false, remedy: 'none' },

  'queue.noSuchEntry': { retryable: false, remedy: 'none' },
  'queue.empty': { retryable: false, remedy: 'none' },
  /** So many entries in a row could not be played that no further one is tried. */
  'queue.unplayable': { retryable: true, remedy: 'none' },
  'queue.nothingToUndo': { retryable: false, remedy: 'none' },
  'queue.full': { retryable: false, remedy: 'none' },
  /** Rows were chosen by their places, which are others now. */
  'queue.changed': { retryable: false, remedy: 'none' },

  'profile.inUse': { retryable: true, remedy: 'closeOtherProgram' },
  /** It holds the data folder and says nothing, as a program that was stopped does. */
  'profile.notAnswering': { retryable: true, remedy: 'closeOtherProgram' },
  /** The data folder that was chosen holds files that are not ours. */
  'profile.foreignFolder': { retryable: false, remedy: 'chooseEmptyFolder' },
  'profile.damaged': { retryable: false, remedy: 'report' },

  /** Pulled, switched off, or gone for another reason (WMDM_E_INTERFACEDEAD). */
  'device.disconnected': { retryable: true, remedy: 'reconnectDevice' },
  /** Nothing of this name is plugged in. */
  'device.notFound': { retryable: true, remedy: 'reconnectDevice' },
  /** It is there, and shows nothing until its owner unlocks it. */
  'device.locked': { retryable: true, remedy: 'unlockDevice' },
  /** Another program holds it; `details` names the program where it can be told. */
  'device.exclusiveAccess': { retryable: true, remedy: 'closeOtherProgram' },
  /** The system lets this user not at it; a rule is missing. */
  'device.permissionDenied': { retryable: true, remedy: 'allowDevice' },
  /** The address of another machine does not answer, or not as it should. */
  'device.unreachable': { retryable: true, remedy: 'checkAddress' },
  /** It said something that its protocol does not allow. */
  'device.protocol': { retryable: true, remedy: 'reconnectDevice' },
  /** It fell silent in the middle of a transaction. */
  'device.timedOut': { retryable: true, remedy: 'reconnectDevice' },
  /** It is busy, or finds its way back after a time-out (WMDM_E_BUSY). */
  'device.busy': { retryable: true, remedy: 'retry' },
  /** It refused, and gave no better reason (MTP General_Error). */
  'device.failed': { retryable: true, remedy: 'retry' },
  /** Our own stack could not open it, and the library that might is not installed. */
  'device.libmtpMissing': { retryable: true, remedy: 'installLibmtp' },
  /** It cannot do this at all (WMDM_E_NOTSUPPORTED). */
  'device.unsupported': { retryable: false, remedy: 'none' },
  'device.invalidRequest': { retryable: false, remedy: 'none' },
  'device.noSuchStorage': { retryable: true, remedy: 'reconnectDevice' },
  'device.noSuchObject': { retryable: false, remedy: 'none' },
  /** All of a folder was chosen before all of it was known. */
  'device.listingIncomplete': { retryable: true, remedy: 'retry' },
  /** Objects were chosen by their places in a listing that is another one by now. */
  'device.listingChanged': { retryable: false, remedy: 'none' },
  'device.nameTaken': { retryable: false, remedy: 'none' },
  'device.illegalName': { retryable: false, remedy: 'none' },
  'device.writeProtected': { retryable: false, remedy: 'none' },
  'device.storageFull': { retryable: true, remedy: 'freeDeviceSpace' },
  'device.objectTooLarge': { retryable: false, remedy: 'none' },
  /** A folder went in part: something in it could not be deleted. */
  'device.partialDeletion': { retryable: true, remedy: 'retry' },
  /** What the device holds is not what was sent. */
  'device.verificationFailed': { retryable: true, remedy: 'retry' },
  /** It may not have protected files: no certificate, or not one that counts (WMDM_E_NOTCERTIFIED). */
  'device.notCertified': { retryable: false, remedy: 'none' },
  'device.certificateExpired': { retryable: false, remedy: 'none' },
  /** A session of this device is active already (WD-06). */
  'device.sessionActive': { retryable: true, remedy: 'retry' },
  /** There is no session to end (WD-15, WMDM_E_CALL_OUT_OF_SEQUENCE). */
  'device.noSession': { retryable: false, remedy: 'none' },

  /** The plan that was shown is not the one that is asked for, or gone. */
  'transfer.planGone': { retryable: true, remedy: 'planAgain' },
  /** There is no file in what was to be copied. */
  'transfer.noFiles': { retryable: false, remedy: 'none' },
  'transfer.planFull': { retryable: false, remedy: 'none' },
  /** It is on this player already. */
  'transfer.sameDevice': { retryable: false, remedy: 'none' },
  'transfer.noSuchTransfer': { retryable: false, remedy: 'none' },
  /** The program ended, or the player was pulled, before this was done. */
  'transfer.interrupted': { retryable: true, remedy: 'retry' },
  /** The file that was to be replaced is another by now; both stay. */
  'transfer.targetChanged': { retryable: false, remedy: 'planAgain' },
  /** A player was forgotten on which parts of copies are. */
  'transfer.partsLeft': { retryable: false, remedy: 'none' },
  /** Another version of the program wrote it down. */
  'transfer.notUnderstood': { retryable: false, remedy: 'none' },
} as const satisfies Record<string, ErrorTraits>;

export type ErrorCode = keyof typeof errorTraits;
export type Remedy = ErrorTraits['remedy'];

const errorCodes = Object.keys(errorTraits) as [ErrorCode, ...ErrorCode[]];
export const ErrorCode = z.enum(errorCodes);

/** What crosses the contract when something failed. */
export const AppError = z.strictObject({
  code: ErrorCode,
  /** What it happened to, as a person would say it: a file name, never a path. */
  subject: z.optional(z.string()),
  /** How many it happened to, where one error stands for several. */
  count: z.optional(z.int()),
  /** For "copy details": technical text with paths shortened. */
  details: z.optional(z.string()),
});
export type AppError = z.infer<typeof AppError>;
