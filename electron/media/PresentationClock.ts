import type { Result } from '../base/Result.ts';
import type { MediaFailure } from './MediaErrorCode.ts';

/** MFCLOCK_STATE. */
export type ClockState = 'invalid' | 'running' | 'stopped' | 'paused';

/**
 * Presentation time in milliseconds, fractions allowed. Media Foundation counts in 100 ns units at
 * 10 MHz: 1 ms is 10,000 of them.
 */
export type PositionMs = number;

/** Told of every change of the clock (IMFClockStateSink). */
export interface ClockStateSink {
  onClockStart(positionMs: PositionMs): void;
  /** Goes on after a pause, from where it stood. */
  onClockRestart(): void;
  onClockPause(): void;
  onClockStop(): void;
  onClockSetRate(rate: number): void;
}

/** What a client may do with the session's presentation clock: read it and listen (MS-43). */
export interface PresentationClockReader {
  readonly state: ClockState;
  readonly rate: number;
  /** Where the time comes from; `null` before READY. */
  readonly timeSource: 'audio' | 'system' | null;
  /** How far the audio clock runs from this machine's, parts per million; `null` while unknown. */
  readonly driftPpm: number | null;
  /** Fails with `clockNoTimeSource` before READY. */
  getTime(): Result<PositionMs, MediaFailure>;
  addClockStateSink(sink: ClockStateSink): Result<void, MediaFailure>;
  removeClockStateSink(sink: ClockStateSink): Result<void, MediaFailure>;
  /** IMFShutdown::GetShutdownStatus: `invalidRequest` while it lives. */
  getShutdownStatus(): Result<'completed', MediaFailure>;
}
