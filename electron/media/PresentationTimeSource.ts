import type { Result } from '../base/Result.ts';
import type { ClockStateListener } from './ClockStateSink.ts';
import type { MediaFailure } from './MediaErrorCode.ts';
import type { PositionMs } from './PositionMs.ts';

/**
 * Where a presentation clock takes its time from (IMFPresentationTimeSource). It is told of every
 * change first and synchronously, and may refuse it (MS-46).
 */
export interface PresentationTimeSource extends ClockStateListener<Result<void, MediaFailure>> {
  readonly kind: 'audio' | 'system';
  /**
   * Ticks per second in which it counts, before it is converted; a clock takes no other than
   * `presentationFrequencyHz`. `null`: not initialised yet.
   */
  readonly frequencyHz: number | null;
  readonly driftPpm: number | null;
  getTime(): PositionMs;
  /** Whatever plays was at `positionMs`, `ageMs` ago. */
  observe(positionMs: PositionMs, ageMs: number, rate: number): void;
}

/** Media Foundation's 100 ns units: 10,000 of them are one of our milliseconds (MS-45). */
export const presentationFrequencyHz = 10_000_000;
