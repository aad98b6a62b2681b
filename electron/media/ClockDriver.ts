import type { MonotonicClock, Timer } from '../base/MonotonicClock.ts';
import { ok, type Result } from '../base/Result.ts';
import type { LoadId } from '../contract/ids.ts';
import type { MediaFailure } from './MediaErrorCode.ts';
import { PresentationClock } from './PresentationClock.ts';
import type { PresentationTimeSource } from './PresentationTimeSource.ts';
import type { SessionEffect } from './session/SessionEffect.ts';
import { SinkTimeSource } from './SinkTimeSource.ts';
import { SystemTimeSource } from './SystemTimeSource.ts';

type ClockEffect = Extract<
  SessionEffect,
  {
    kind:
      | 'setTimeSource'
      | 'startClock'
      | 'pauseClock'
      | 'stopClock'
      | 'setClockRate'
      | 'shutdownClock'
      | 'observe';
  }
>;

export type TimeSources = Readonly<Record<'audio' | 'system', PresentationTimeSource>>;

/** When the clock is this close to a stop time, it is there. */
const stopToleranceMs = 5;
/** The clock may be corrected on the way: it is looked at this often at least. */
const longestWatchMs = 1_000;

/** Owns the presentation clock, and watches it for stop times (MS-43, MS-52). */
export class ClockDriver implements Disposable {
  readonly clock = new PresentationClock();
  readonly #timeSources: TimeSources;
  readonly #monotonic: MonotonicClock;
  readonly #onStopTime: (loadId: LoadId) => void;
  #stopTimer: Timer | null = null;

  constructor(
    monotonic: MonotonicClock,
    onStopTime: (loadId: LoadId) => void,
    timeSources: TimeSources = {
      audio: new SinkTimeSource(monotonic),
      system: new SystemTimeSource(monotonic),
    },
  ) {
    this.#monotonic = monotonic;
    this.#onStopTime = onStopTime;
    this.#timeSources = timeSources;
  }

  perform(effect: ClockEffect): Result<void, MediaFailure> {
    switch (effect.kind) {
      case 'setTimeSource':
        return this.clock.setTimeSource(this.#timeSources[effect.timeSource]);
      case 'startClock': {
        const rated = this.#setRate(effect.rate);
        return rated.ok ? this.clock.start(effect.positionMs) : rated;
      }
      case 'pauseClock':
        return this.clock.pause();
      case 'stopClock':
        return this.clock.stop();
      case 'setClockRate':
        return this.#setRate(effect.rate);
      case 'shutdownClock':
        this[Symbol.dispose]();
        this.clock.shutdown();
        return ok();
      case 'observe':
        this.clock.observe(effect.positionMs, effect.ageMs, effect.rate);
        return ok();
    }
  }

  /** @param stopPositionMs presentation time; `null` watches nothing */
  watchStopTime(loadId: LoadId, stopPositionMs: number | null): void {
    this[Symbol.dispose]();
    if (stopPositionMs === null) return;
    const time = this.clock.getTime();
    const runs = this.clock.state === 'running' && this.clock.rate > 0;
    const remainingMs =
      time.ok && runs ? (stopPositionMs - time.value) / this.clock.rate : Infinity;
    if (remainingMs <= stopToleranceMs) {
      this.#onStopTime(loadId);
      return;
    }
    this.#stopTimer = this.#monotonic.setTimer(Math.min(remainingMs, longestWatchMs), () =>
      this.watchStopTime(loadId, stopPositionMs),
    );
  }

  [Symbol.dispose](): void {
    this.#stopTimer?.[Symbol.dispose]();
    this.#stopTimer = null;
  }

  #setRate(rate: number): Result<void, MediaFailure> {
    return rate === this.clock.rate ? ok() : this.clock.setRate(rate);
  }
}
