import { ok, type Result } from '../base/Result.ts';
import type { MediaFailure } from '../media/MediaErrorCode.ts';
import type { MediaSession } from '../media/MediaSession.ts';
import type { MediaSessionEvent } from '../media/MediaSessionEvent.ts';
import { absolutePosition, currentPosition } from '../media/StartPosition.ts';
import { completionOf } from './completionOf.ts';

type Outcome = Promise<Result<void, MediaFailure>>;

/** Start, pause, stop, rate and scrubbing of the session. */
export class DeckTransport implements Disposable {
  readonly #session: MediaSession;
  readonly #onLateFailure: (failure: MediaFailure) => void;
  readonly #subscription: Disposable;
  #scrubbing = false;
  #scrubbed = Promise.withResolvers<void>();
  #blocked = Promise.withResolvers<void>();

  /** @param onLateFailure told when a start that waited for a gesture fails in the end */
  constructor(session: MediaSession, onLateFailure: (failure: MediaFailure) => void) {
    this.#session = session;
    this.#onLateFailure = onLateFailure;
    this.#subscription = session.events.subscribe((event) => this.#take(event));
  }

  get state(): 'stopped' | 'started' | 'paused' {
    return this.#session.state.playback;
  }

  /** Is it heard, or would be if nothing were in the way? A session that scrubs is started too. */
  get isPlaying(): boolean {
    return this.state === 'started' && !this.#scrubbing;
  }

  get isMoving(): boolean {
    const clock = this.#session.getClock();
    return this.isPlaying && clock.ok && clock.value.state === 'running';
  }

  /** Does the browser want a gesture before it makes a sound? What does not overtake that waits too. */
  get isBlocked(): boolean {
    return this.#session.state.blocked;
  }

  get isBuffering(): boolean {
    const { source, sink } = this.#session.state.buffering;
    return source || sink;
  }

  get rate(): number {
    return this.#session.state.rate;
  }

  get positionMs(): number {
    const clock = this.#session.getClock();
    const time = clock.ok ? clock.value.getTime() : clock;
    return time.ok ? Math.max(0, time.value) : 0;
  }

  /** As the decoder knows it, which decides what can be sought; `null` when it does not. */
  get durationMs(): number | null {
    return this.#session.state.current?.found?.durationMs ?? null;
  }

  get canSeek(): boolean {
    const capabilities = this.#session.getSessionCapabilities();
    return capabilities.ok && capabilities.value.seek;
  }

  /**
   * A start that waits for a person's gesture counts as done: it may take for ever, and what is wanted
   * meanwhile overtakes it.
   *
   * @param positionMs `null`: from where it stands
   */
  async start(positionMs: number | null): Outcome {
    const position = positionMs === null ? currentPosition : absolutePosition(positionMs);
    this.#blocked = Promise.withResolvers();
    const command = this.#session.start(position);
    if (!command.ok) return command;
    const { completion } = command.value;
    const blocked = this.#blocked.promise.then(() => null);
    const outcome = await Promise.race([completion, blocked]);
    if (outcome !== null) return outcome;
    void completion.then((late) => {
      if (!late.ok && late.error.code !== 'operationCancelled') this.#onLateFailure(late.error);
    });
    return ok();
  }

  pause(): Outcome {
    return completionOf(this.#session.pause());
  }

  /** Does nothing when it is stopped. */
  async stop(): Outcome {
    return this.state === 'stopped' ? ok() : await completionOf(this.#session.stop());
  }

  async setRate(rate: number): Outcome {
    const control = this.#session.getService('rateControl');
    return control.ok ? await completionOf(control.value.setRate(rate)) : control;
  }

  /**
   * Shows the picture of one position after the other, silently, and is paused at the last
   * (MS-14, MS-51).
   *
   * @param nextPosition the position wanted now; `null` when the picture shown is the one that is wanted
   */
  async scrub(nextPosition: () => number | null): Outcome {
    const { rate } = this;
    this.#scrubbing = true;
    try {
      let outcome = await this.setRate(0);
      if (!outcome.ok) return outcome;
      for (;;) {
        const positionMs = nextPosition();
        if (positionMs === null) break;
        this.#scrubbed = Promise.withResolvers();
        outcome = await this.start(positionMs);
        if (!outcome.ok) break;
        await this.#scrubbed.promise;
      }
      if (this.state === 'started') await this.pause();
      const restored = await this.setRate(rate);
      return outcome.ok ? restored : outcome;
    } finally {
      this.#scrubbing = false;
    }
  }

  [Symbol.dispose](): void {
    this.#subscription[Symbol.dispose]();
    this.#scrubbed.resolve();
    this.#blocked.resolve();
  }

  #take(event: MediaSessionEvent): void {
    switch (event.type) {
      case 'MEExtendedType':
        if (event.extendedType === 'SinkBlocked') this.#blocked.resolve();
        break;
      case 'MESessionScrubSampleComplete':
      case 'MEError':
      case 'MESinkInvalidated':
        this.#scrubbed.resolve();
        break;
      default:
        break;
    }
  }
}
