import type { AppError, ErrorCode } from '../contract/errors.ts';

const codesBySystemCode: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'file.diskFull',
  EDQUOT: 'file.diskFull',
  EACCES: 'file.permissionDenied',
  EPERM: 'file.permissionDenied',
  EROFS: 'file.permissionDenied',
};

/**
 * A failure to write, in our words.
 *
 * @param subject what was written, as a person would say it: a file name, never a path
 */
export function writeFailure(error: unknown, subject: string): AppError {
  const systemCode =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return {
    code: codesBySystemCode[systemCode] ?? 'file.writeFailed',
    subject,
    ...(systemCode === '' ? {} : { details: systemCode }),
  };
}
