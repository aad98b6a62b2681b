import type { AppError } from '../../../../contract/errors.ts';

/** The device broke the protocol. `details` says how, for whoever reports it. */
export function protocolError(details: string): AppError {
  return { code: 'device.protocol', details };
}
