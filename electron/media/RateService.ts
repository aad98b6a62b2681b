import { err, type Result } from '../base/Result.ts';
import type { CommandResult } from './CommandResult.ts';
import type { MediaFailure } from './MediaErrorCode.ts';
import type { RateControl } from './SessionServices.ts';

/** What the browser's decoders play in time. */
export const slowestRate = 0.25;
export const fastestRate = 4;

/** Refusals that need no state: reverse, thinning, out of range (MS-50). */
export function refusalOfRate(rate: number, thin: boolean): MediaFailure | null {
  if (!Number.isFinite(rate)) return { code: 'invalidArgument' };
  if (thin) return { code: 'thinningUnsupported' };
  if (rate < 0) return { code: 'reverseUnsupported' };
  return rate === nearestRate(rate) ? null : { code: 'unsupportedRate' };
}

function nearestRate(rate: number): number {
  if (rate < slowestRate) return rate < slowestRate / 2 ? 0 : slowestRate;
  return Math.min(rate, fastestRate);
}

/** The session's rate control service (MS-48). */
export class RateService implements RateControl {
  readonly slowestRate = slowestRate;
  readonly fastestRate = fastestRate;
  readonly #currentRate: () => number;
  readonly #change: (rate: number) => CommandResult;

  constructor(currentRate: () => number, change: (rate: number) => CommandResult) {
    this.#currentRate = currentRate;
    this.#change = change;
  }

  get rate(): number {
    return this.#currentRate();
  }

  setRate(rate: number, options: { readonly thin?: boolean } = {}): CommandResult {
    const refusal = refusalOfRate(rate, options.thin === true);
    return refusal === null ? this.#change(rate) : refuse(refusal);
  }

  isRateSupported(rate: number): { readonly supported: boolean; readonly nearestRate: number } {
    const nearest = nearestRate(rate);
    return { supported: refusalOfRate(rate, false) === null, nearestRate: nearest };
  }
}

function refuse(failure: MediaFailure): Result<never, MediaFailure> {
  return err(failure);
}
