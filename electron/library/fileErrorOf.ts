import type { AppError, ErrorCode } from '../contract/errors.ts';

const codesOfSystem: Readonly<Record<string, ErrorCode>> = {
  ENOENT: 'file.notFound',
  ENOTDIR: 'file.notFound',
  EACCES: 'file.permissionDenied',
  EPERM: 'file.permissionDenied',
  EISDIR: 'file.isDirectory',
  ENAMETOOLONG: 'file.nameTooLong',
  ENXIO: 'file.notRegular',
  ENODEV: 'file.notRegular',
  EILSEQ: 'file.nameNotUnicode',
};

/** What reading a file failed with, in the contract's words; anything else is `file.readFailed`. */
export function fileErrorOf(error: unknown, subject: string): AppError {
  return translated(error, subject, codesOfSystem, 'file.readFailed');
}

const codesOfWriting: Readonly<Record<string, ErrorCode>> = {
  ...codesOfSystem,
  EEXIST: 'file.exists',
  ENOSPC: 'file.diskFull',
  EDQUOT: 'file.diskFull',
  EROFS: 'file.permissionDenied',
};

/** What writing a file failed with, likewise; anything else is `file.writeFailed`. */
export function writeErrorOf(error: unknown, subject: string): AppError {
  return translated(error, subject, codesOfWriting, 'file.writeFailed');
}

/** `ENOENT` and the like, of an error of Node's file system; otherwise `undefined`. */
export function systemCodeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

function translated(
  error: unknown,
  subject: string,
  codes: Readonly<Record<string, ErrorCode>>,
  otherwise: ErrorCode,
): AppError {
  const systemCode = systemCodeOf(error);
  if (systemCode === undefined) return { code: otherwise, subject };
  return { code: codes[systemCode] ?? otherwise, subject, details: systemCode };
}
