import type { AppError } from '../../../contract/errors.ts';
import { massStorageError } from './massStorageError.ts';

/** Ends a call to a volume with an error of ours; `MassStorageConnection` makes it the call's result. */
export class Refusal extends Error {
  readonly error: AppError;

  constructor(error: AppError) {
    super(error.code);
    this.error = error;
  }
}

/** What a call was ended with, by us or by the file system; anything else is a bug and thrown on. */
export function refusalOf(thrown: unknown): AppError {
  if (thrown instanceof Refusal) return thrown.error;
  const error = massStorageError(thrown);
  if (error === null) throw thrown;
  return error;
}
