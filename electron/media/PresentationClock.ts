import { err, ok, type Result } from '../base/Result.ts';
import { tellClockChange, type ClockChange, type ClockStateSink } from './ClockStateSink.ts';
import type { MediaErrorCode, MediaFailure } from './MediaErrorCode.ts';
import type { PositionMs } from './PositionMs.ts';
import { presentationFrequencyHz, type PresentationTimeSource } from './PresentationTimeSource.ts';

export type { ClockStateSink } from './ClockStateSink.ts';

/** MFCLOCK_STATE. */
export type ClockState = 'invalid' | 'running' | 'stopped' | 'paused';

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

/** The clock every presentation runs by (IMFPresentationClock). Owned and driven by the session alone. */
export class PresentationClock implements PresentationClockReader {
  readonly #sinks = new Set<ClockStateSink>();
  #timeSource: PresentationTimeSource | null = null;
  #state: ClockState = 'invalid';
  #rate = 1;
  #pausedAtMs: PositionMs = 0;
  #isShutdown = false;

  get state(): ClockState {
    return this.#state;
  }

  get rate(): number {
    return this.#rate;
  }

  get timeSource(): 'audio' | 'system' | null {
    return this.#timeSource?.kind ?? null;
  }

  get driftPpm(): number | null {
    return this.#timeSource?.driftPpm ?? null;
  }

  /** The view clients get: nothing on it starts, stops or shuts down (MS-43). */
  get reader(): PresentationClockReader {
    return new ClockView(this);
  }

  /**
   * Exactly one at a time (MS-45). The new one takes over where the old one stood.
   *
   * @returns `notInitialized`, `clockNotSimple`
   */
  setTimeSource(timeSource: PresentationTimeSource): Result<void, MediaFailure> {
    if (timeSource.frequencyHz === null) return failure('notInitialized');
    if (timeSource.frequencyHz !== presentationFrequencyHz) return failure('clockNotSimple');
    if (timeSource === this.#timeSource) return ok();
    const former = this.#timeSource;
    const positionMs = this.#positionMs();
    this.#timeSource = timeSource;
    timeSource.onClockSetRate(this.#rate);
    if (this.#state === 'running' || this.#state === 'paused') timeSource.onClockStart(positionMs);
    if (this.#state === 'paused') timeSource.onClockPause();
    former?.onClockStop();
    return ok();
  }

  /**
   * Legal in every state; while running it is a seek (MS-44).
   *
   * @param positionMs `null`: from where it was paused, which sinks hear as a restart (MS-46)
   */
  start(positionMs: PositionMs | null): Result<void, MediaFailure> {
    const restarts = positionMs === null && this.#state === 'paused';
    if (positionMs === null && !restarts) {
      return this.start(this.#timeSource === null ? 0 : this.#positionMs());
    }
    return this.#change(
      'running',
      positionMs === null ? { kind: 'restart' } : { kind: 'start', positionMs },
    );
  }

  pause(): Result<void, MediaFailure> {
    if (this.#timeSource === null) return failure('clockNoTimeSource');
    if (this.#state === 'paused') return failure('clockStateAlreadySet');
    if (this.#state !== 'running') return failure('invalidRequest');
    const positionMs = this.#timeSource.getTime();
    const changed = this.#change('paused', { kind: 'pause' });
    if (changed.ok) this.#pausedAtMs = positionMs;
    return changed;
  }

  /** The first stop of a clock that never ran makes it stopped; time is 0 from then on (MS-44). */
  stop(): Result<void, MediaFailure> {
    if (this.#timeSource === null) return failure('clockNoTimeSource');
    if (this.#state === 'stopped') return failure('clockStateAlreadySet');
    return this.#change('stopped', { kind: 'stop' });
  }

  setRate(rate: number): Result<void, MediaFailure> {
    const changed = this.#change(this.#state, { kind: 'setRate', rate });
    if (changed.ok) this.#rate = rate;
    return changed;
  }

  getTime(): Result<PositionMs, MediaFailure> {
    return this.#timeSource === null ? failure('clockNoTimeSource') : ok(this.#positionMs());
  }

  /** What plays was at `positionMs`, `ageMs` ago; a frozen clock takes it over as it is. */
  observe(positionMs: PositionMs, ageMs: number, rate: number): void {
    this.#timeSource?.observe(positionMs, ageMs, rate);
    if (this.#state === 'paused') this.#pausedAtMs = positionMs;
  }

  addClockStateSink(sink: ClockStateSink): Result<void, MediaFailure> {
    if (this.#sinks.has(sink)) return failure('invalidArgument');
    this.#sinks.add(sink);
    return ok();
  }

  /** Removing a sink that was never added is fine (MS-46). */
  removeClockStateSink(sink: ClockStateSink): Result<void, MediaFailure> {
    this.#sinks.delete(sink);
    return ok();
  }

  getShutdownStatus(): Result<'completed', MediaFailure> {
    return this.#isShutdown ? ok('completed') : failure('invalidRequest');
  }

  /** The clock stays callable; twice is fine (MS-47). */
  shutdown(): void {
    this.#isShutdown = true;
  }

  #positionMs(): PositionMs {
    switch (this.#state) {
      case 'invalid':
      case 'stopped':
        return 0;
      case 'paused':
        return this.#pausedAtMs;
      case 'running':
        return this.#timeSource?.getTime() ?? 0;
    }
  }

  /** Tells the time source first; when it refuses, nothing has changed. The others follow in order. */
  #change(state: ClockState, change: ClockChange): Result<void, MediaFailure> {
    if (this.#timeSource === null) return failure('clockNoTimeSource');
    const answer = tellClockChange(this.#timeSource, change);
    if (!answer.ok) return answer;
    this.#state = state;
    for (const sink of [...this.#sinks]) tellClockChange(sink, change);
    return ok();
  }
}

/** Passes on what may be read; a client that casts it away finds no clock behind it. */
class ClockView implements PresentationClockReader {
  readonly #clock: PresentationClock;

  constructor(clock: PresentationClock) {
    this.#clock = clock;
  }

  get state(): ClockState {
    return this.#clock.state;
  }

  get rate(): number {
    return this.#clock.rate;
  }

  get timeSource(): 'audio' | 'system' | null {
    return this.#clock.timeSource;
  }

  get driftPpm(): number | null {
    return this.#clock.driftPpm;
  }

  getTime(): Result<PositionMs, MediaFailure> {
    return this.#clock.getTime();
  }

  addClockStateSink(sink: ClockStateSink): Result<void, MediaFailure> {
    return this.#clock.addClockStateSink(sink);
  }

  removeClockStateSink(sink: ClockStateSink): Result<void, MediaFailure> {
    return this.#clock.removeClockStateSink(sink);
  }

  getShutdownStatus(): Result<'completed', MediaFailure> {
    return this.#clock.getShutdownStatus();
  }
}

function failure(code: MediaErrorCode): Result<never, MediaFailure> {
  return err({ code });
}
