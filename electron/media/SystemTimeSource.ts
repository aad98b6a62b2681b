import type { MonotonicClock } from '../base/MonotonicClock.ts';
import { ok, type Result } from '../base/Result.ts';
import type { MediaFailure } from './MediaErrorCode.ts';
import { presentationFrequencyHz, type PresentationTimeSource } from './PresentationTimeSource.ts';

/** A sink this far away from the time it should show is believed. */
const jumpMs = 100;

/**
 * Time by this machine's monotonic clock (MFCreateSystemTimeSource): for presentations without sound.
 * It runs freely; only when the picture is clearly elsewhere (it started late, it was held up) it moves there.
 */
export class SystemTimeSource implements PresentationTimeSource {
  readonly kind = 'system';
  readonly frequencyHz = presentationFrequencyHz;
  readonly driftPpm = null;
  readonly #clock: MonotonicClock;
  #basePositionMs = 0;
  #baseAtMs = 0;
  #rate = 1;
  #isRunning = false;

  constructor(clock: MonotonicClock) {
    this.#clock = clock;
  }

  getTime(): number {
    if (!this.#isRunning) return this.#basePositionMs;
    return this.#basePositionMs + (this.#clock.nowMs() - this.#baseAtMs) * this.#rate;
  }

  observe(positionMs: number, ageMs: number, rate: number): void {
    const nowPositionMs = positionMs + ageMs * rate;
    if (Math.abs(nowPositionMs - this.getTime()) > jumpMs) this.#rebase(nowPositionMs);
  }

  onClockStart(positionMs: number): Result<void, MediaFailure> {
    this.#rebase(positionMs);
    this.#isRunning = true;
    return ok();
  }

  onClockRestart(): Result<void, MediaFailure> {
    return this.onClockStart(this.#basePositionMs);
  }

  onClockPause(): Result<void, MediaFailure> {
    this.#rebase(this.getTime());
    this.#isRunning = false;
    return ok();
  }

  onClockStop(): Result<void, MediaFailure> {
    this.#isRunning = false;
    this.#rebase(0);
    return ok();
  }

  onClockSetRate(rate: number): Result<void, MediaFailure> {
    this.#rebase(this.getTime());
    this.#rate = rate;
    return ok();
  }

  #rebase(positionMs: number): void {
    this.#basePositionMs = positionMs;
    this.#baseAtMs = this.#clock.nowMs();
  }
}
