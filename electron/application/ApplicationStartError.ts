import type { AppError } from '../contract/errors.ts';

/** The application cannot start; `appError` is what the person is told. */
export class ApplicationStartError extends Error {
  override readonly name = 'ApplicationStartError';
  readonly appError: AppError;

  constructor(appError: AppError) {
    super([appError.code, appError.subject].filter(Boolean).join(': '));
    this.appError = appError;
  }
}
