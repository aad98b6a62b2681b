import type { AppError } from '../contract/errors.ts';

/** Thrown by the bytes of a `WriteRequest` when they cannot be read, with the reason a write then gives. */
export class SourceReadError extends Error {
  readonly error: AppError;

  constructor(error: AppError) {
    super(error.code);
    this.error = error;
  }
}

/** What reading the bytes of a write failed with. */
export function sourceErrorOf(thrown: unknown, subject: string): AppError {
  return thrown instanceof SourceReadError ? thrown.error : { code: 'file.readFailed', subject };
}
