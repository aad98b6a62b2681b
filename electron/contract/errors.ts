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
    | 'freeSpace'
    | 'startListening'
    | 'reload'
    | 'signIn'
    | 'closeOtherProgram'
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
  'playlist.tooDeep': { retryable: false, remedy: 'chooseAnotherFile' },

  'upload.gone': { retryable: false, remedy: 'dropAgain' },
  'upload.spoolFull': { retryable: true, remedy: 'freeSpace' },

  'media.unsupportedFormat': { retryable: false, remedy: 'convertFile' },
  'media.decodeFailed': { retryable: false, remedy: 'chooseAnotherFile' },
  'media.noSink': { retryable: true, remedy: 'startListening' },
  'media.sinkBlocked': { retryable: true, remedy: 'startListening' },
  'media.sinkLost': { retryable: true, remedy: 'startListening' },
  'media.shutdown': { retryable: false, remedy: 'none' },
  'media.invalidRequest': { retryable: false, remedy: 'none' },
  'media.invalidPosition': { retryable: false, remedy: 'none' },
  'media.unsupportedRate': { retryable: false, remedy: 'none' },
  'media.unsupportedRateTransition': { retryable: false, remedy: 'none' },
  'media.notSeekable': { retryable: false, remedy: 'none' },

  'queue.noSuchEntry': { retryable: false, remedy: 'none' },
  'queue.empty': { retryable: false, remedy: 'none' },
  'queue.nothingToUndo': { retryable: false, remedy: 'none' },
  'queue.full': { retryable: false, remedy: 'none' },
  /** Rows were chosen by their places, which are others now. */
  'queue.changed': { retryable: false, remedy: 'none' },

  'profile.inUse': { retryable: true, remedy: 'closeOtherProgram' },
  'profile.damaged': { retryable: false, remedy: 'report' },
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
  /** For "copy details": technical text with paths shortened. */
  details: z.optional(z.string()),
});
export type AppError = z.infer<typeof AppError>;
