import type { AppError, ErrorCode } from '../../contract/errors.ts';

/** SQLite's primary result codes that mean something to us. */
const codesByResult: Readonly<Record<number, ErrorCode>> = {
  3: 'file.permissionDenied', // SQLITE_PERM
  5: 'profile.inUse', // SQLITE_BUSY
  8: 'file.permissionDenied', // SQLITE_READONLY
  10: 'file.writeFailed', // SQLITE_IOERR
  11: 'profile.damaged', // SQLITE_CORRUPT
  13: 'file.diskFull', // SQLITE_FULL
  14: 'file.writeFailed', // SQLITE_CANTOPEN
  26: 'profile.damaged', // SQLITE_NOTADB
};

/** A failure of SQLite in our words; `undefined` for what is no failure of SQLite, or a fault of ours. */
export function sqliteFailure(error: unknown, subject: string): AppError | undefined {
  const resultCode = sqliteResultCode(error);
  if (resultCode === undefined) return undefined;
  const code = codesByResult[resultCode];
  return code === undefined ? undefined : { code, subject, details: `SQLite ${resultCode}` };
}

/** The primary result code: the low byte of the extended one. */
export function sqliteResultCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : undefined;
}
