import type { AppError } from '../../../../contract/errors.ts';
import { protocolError } from '../codec/protocolError.ts';
import type { UsbFailure } from '../transports/UsbPort.ts';

/** A transaction without a reply. */
export interface TransactionFailure {
  readonly error: AppError;
  /** What the device, as far as anybody knows, is doing: waiting for the next, or still at this one. */
  readonly device: 'ready' | 'unsettled' | 'halted' | 'gone';
}

/** The device said something that has no place where it was said. */
export function protocolFailure(details: string): TransactionFailure {
  return { error: protocolError(details), device: 'unsettled' };
}

/** What a failed transfer means for the transaction it was part of. */
export function transactionFailureOf({ kind, details }: UsbFailure): TransactionFailure {
  switch (kind) {
    case 'disconnected':
      return { error: { code: 'device.disconnected', details }, device: 'gone' };
    case 'aborted':
      return { error: { code: 'app.cancelled', details }, device: 'unsettled' };
    case 'stalled':
      return { error: { code: 'device.failed', details }, device: 'halted' };
    case 'faulty':
      return { error: { code: 'device.protocol', details }, device: 'unsettled' };
    case 'failed':
      return { error: { code: 'device.failed', details }, device: 'unsettled' };
  }
}
