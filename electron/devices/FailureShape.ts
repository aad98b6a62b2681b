import type { AppError } from '../contract/errors.ts';
import type { WriteFailure } from './DeviceConnection.ts';

/** How calls of one kind say that they failed. */
export interface FailureShape<Failure> {
  /** For an error that left nothing on the device. */
  of(error: AppError): Failure;
  errorOf(failure: Failure): AppError;
}

export const plainFailure: FailureShape<AppError> = {
  of: (error) => error,
  errorOf: (error) => error,
};

export const writeFailure: FailureShape<WriteFailure> = {
  of: (error) => ({ error, partial: null }),
  errorOf: ({ error }) => error,
};
