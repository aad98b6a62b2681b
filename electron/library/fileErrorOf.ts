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
  const systemCode = systemCodeOf(error);
  const code =
    (systemCode === undefined ? undefined : codesOfSystem[systemCode]) ?? 'file.readFailed';
  return systemCode === undefined ? { code, subject } : { code, subject, details: systemCode };
}

/** `ENOENT` and the like, of an error of Node's file system; otherwise `undefined`. */
export function systemCodeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}
