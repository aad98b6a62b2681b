import type { MonotonicClock } from '../base/MonotonicClock.ts';
import { ok, type Result } from '../base/Result.ts';
import { DriftEstimator } from './DriftEstimator.ts';
import type { MediaFailure } from './MediaErrorCode.ts';
import { presentationFrequencyHz, type PresentationTimeSource } from './PresentationTimeSource.ts';

/** A report that differs more is a jump of the sink and taken over as it is. */
const jumpMs = 150;
/** The part of a smaller difference that one report corrects. */
const correctionGain = 0.25;
/** How far time runs on without a report; a page in the background reports once a second. */
const maximumExtrapolationMs = 10_000;

/**
 * Time by what the sink's audio clock says (the audio renderer's IMFPresentationTimeSource).
 * Reports arrive a few times a second with their age; between them, time is extrapolated on this
 * machine's clock. Small differences are smoothed away and never make time go back. After a start it
 * stands until the first report: nothing is heard before.
 */
export class SinkTimeSource implements PresentationTimeSource {
  readonly kind = 'audio';
  readonly frequencyHz = presentationFrequencyHz;
  readonly #clock: MonotonicClock;
  readonly #drift = new DriftEstimator();
  #basePositionMs = 0;
  #baseAtMs = 0;
  /** Time does not show less than this until it jumps. */
  #floorMs = -Infinity;
  #rate = 1;
  #isRunning = false;
  #isHeard = false;

  constructor(clock: MonotonicClock) {
    this.#clock = clock;
  }

  get driftPpm(): number | null {
    return this.#drift.ppm;
  }

  getTime(): number {
    const positionMs = Math.max(this.#floorMs, this.#extrapolate(this.#clock.nowMs()));
    this.#floorMs = positionMs;
    return positionMs;
  }

  observe(positionMs: number, ageMs: number, rate: number): void {
    if (!this.#isRunning) {
      this.#jump(positionMs);
      return;
    }
    const nowMs = this.#clock.nowMs();
    const reportedMs = positionMs + ageMs * rate;
    const differenceMs = reportedMs - this.#extrapolate(nowMs);
    const jumps = !this.#isHeard || Math.abs(differenceMs) > jumpMs || rate !== this.#rate;
    if (jumps) {
      this.#drift.restart();
      this.#jump(reportedMs);
    } else {
      this.#rebase(reportedMs - differenceMs * (1 - correctionGain));
    }
    this.#drift.add(nowMs - ageMs, positionMs, rate);
    this.#isHeard = true;
  }

  onClockStart(positionMs: number): Result<void, MediaFailure> {
    this.#jump(positionMs);
    this.#isRunning = true;
    this.#isHeard = false;
    return ok();
  }

  onClockRestart(): Result<void, MediaFailure> {
    return this.onClockStart(this.#basePositionMs);
  }

  onClockPause(): Result<void, MediaFailure> {
    this.#jump(this.getTime());
    this.#isRunning = false;
    return ok();
  }

  onClockStop(): Result<void, MediaFailure> {
    this.#isRunning = false;
    this.#jump(0);
    return ok();
  }

  onClockSetRate(rate: number): Result<void, MediaFailure> {
    this.#rebase(this.getTime());
    this.#drift.restart();
    this.#rate = rate;
    return ok();
  }

  #extrapolate(nowMs: number): number {
    if (!this.#isRunning || !this.#isHeard) return this.#basePositionMs;
    const elapsedMs = Math.min(nowMs - this.#baseAtMs, maximumExtrapolationMs);
    return this.#basePositionMs + elapsedMs * this.#rate;
  }

  #jump(positionMs: number): void {
    this.#floorMs = -Infinity;
    this.#rebase(positionMs);
  }

  #rebase(positionMs: number): void {
    this.#basePositionMs = positionMs;
    this.#baseAtMs = this.#clock.nowMs();
  }
}
