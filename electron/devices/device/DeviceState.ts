import type { AppError } from '../../contract/errors.ts';
import type { OpenApproach } from '../DeviceProvider.ts';

/** Why a device that is there is not open yet, or not any more. */
export type Hindrance =
  /** It is being opened for the first time since it came. */
  | 'initialising'
  | 'locked'
  /** Another program, a missing permission, or a device that refuses. */
  | 'obstructed'
  /** It fell silent, and is opened again. */
  | 'recovering';

/** One device, as far as it can be reached. */
export type DeviceState =
  | {
      readonly phase: 'opening';
      readonly hindrance: Hindrance;
      readonly problem: AppError | null;
      /** How often it has been tried in a row without success. */
      readonly failedCount: number;
    }
  /** Tried again when the time has come. */
  | {
      readonly phase: 'waiting';
      readonly hindrance: Exclude<Hindrance, 'initialising'>;
      readonly problem: AppError;
      readonly failedCount: number;
    }
  /** `isRecovering`: the connection is finding its way back by itself. */
  | { readonly phase: 'open'; readonly isRecovering: boolean }
  /** Not there, or let go; `problem` is `null` when that was asked for. */
  | { readonly phase: 'lost'; readonly problem: AppError | null };

export type DeviceInput =
  /** It came, or what is known to be in its way without opening it is another. */
  | { readonly kind: 'appeared'; readonly obstacle: AppError | null }
  | { readonly kind: 'vanished' }
  | { readonly kind: 'opened' }
  | { readonly kind: 'openFailed'; readonly error: AppError }
  | { readonly kind: 'retryDue' }
  /** Somebody does not want to wait. */
  | { readonly kind: 'retryRequested' }
  | { readonly kind: 'connectionRecovering' }
  | { readonly kind: 'connectionRecovered' }
  | { readonly kind: 'connectionLost'; readonly error: AppError }
  | { readonly kind: 'ejected' };

export type DeviceEffect =
  | { readonly kind: 'open'; readonly approach: OpenApproach }
  /** Let go of the connection, or of the attempt to make one. */
  | { readonly kind: 'close'; readonly error: AppError }
  | { readonly kind: 'scheduleRetry'; readonly delayMs: number }
  | { readonly kind: 'cancelRetry' };

export const neverSeen: DeviceState = { phase: 'lost', problem: null };
