import type { Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';

/** What a device is busy with (WMDM_STATUS_INSERTING and so on; appending is going on with a part). */
export type OperationKind =
  'inserting' | 'appending' | 'reading' | 'deleting' | 'renaming' | 'moving' | 'makingFolder';

/**
 * Told how an operation goes (IWMDMProgress3): `begun` once, `progressed` any number of times, `ended`
 * once and last, whatever happened. To cancel, abort the operation's signal, from here too (WD-24).
 */
export interface OperationObserver {
  /** `estimatedBytes` is no promise; `null` where there is nothing to count. */
  begun?(kind: OperationKind, estimatedBytes: number | null): void;
  /** Not for every byte. */
  progressed?(doneBytes: number): void;
  ended?(result: Result<unknown, AppError>): void;
}

export interface OperationOptions {
  readonly signal: AbortSignal;
  readonly observer?: OperationObserver;
  /**
   * While another operation of the device runs: refuse with `device.busy` (WD-30, the default), or wait
   * for it.
   */
  readonly ifBusy?: 'refuse' | 'wait';
}
