import { ok, type Result } from '../base/Result.ts';
import type { MediaFailure } from '../media/MediaErrorCode.ts';
import type { MediaSession } from '../media/MediaSession.ts';
import type { MediaSessionEvent } from '../media/MediaSessionEvent.ts';
import { absolutePosition, currentPosition } from '../media/StartPosition.ts';
import { completionOf } from './completionOf.ts';

/** Start, pause, stop, rate and scrubbing of the session, and what it says of them. */
export class DeckTransport {
  readonly #session: MediaSession;
  #state: 'stopped' | 'started' | 'paused' = 'stopped';
  #rate = 1;
  #scrubbing = false;
  #scrubbed = Promise.withResolvers<void>();

  constructor(session: MediaSession) {
    this.#session = session;
  }

  get state(): 'stopped' | 'started' | 'paused' {
    return this.#state;
  }

  /** Is it heard? A session that scrubs is started too. */
  get isPlaying(): boolean {
    return this.#state === 'started' && !this.#scrubbing;
  }

  /** What is in force; that of before while it scrubs. */
  get rate(): number {
    return this.#rate;
  }

  get positionMs(): number {
    const clock = this.#session.getClock();
    const time = clock.ok ? clock.value.getTime() : clock;
    return time.ok ? Math.max(0, time.value) : 0;
  }

  get canSeek(): boolean {
    const capabilities = this.#session.getSessionCapabilities();
    return capabilities.ok && capabilities.value.seek;
  }

  /** @param positionMs `null`: from where it stands */
  start(positionMs: number | null): Promise<Result<void, MediaFailure>> {
    const position = positionMs === null ? currentPosition : absolutePosition(positionMs);
    return completionOf(this.#session.start(position));
  }

  pause(): Promise<Result<void, MediaFailure>> {
    return completionOf(this.#session.pause());
  }

  /** Does nothing when it is stopped. */
  async stop(): Promise<Result<void, MediaFailure>> {
    return this.#state === 'stopped' ? ok() : await completionOf(this.#session.stop());
  }

  async setRate(rate: number): Promise<Result<void, MediaFailure>> {
    const control = this.#session.getService('rateControl');
    return control.ok ? await completionOf(control.value.setRate(rate)) : control;
  }

  /**
   * Shows the picture of one position after the other, silently, and is paused at the last
   * (MS-14, MS-51).
   *
   * @param nextPosition the position wanted now; `null` when the picture shown is the one that is wanted
   */
  async scrub(nextPosition: () => number | null): Promise<Result<void, MediaFailure>> {
    const rate = this.#rate;
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
      if (this.#state === 'started') await this.pause();
      const restored = await this.setRate(rate);
      return outcome.ok ? restored : outcome;
    } finally {
      this.#scrubbing = false;
    }
  }

  /** Nothing more comes of the topology that was current. */
  reset(): void {
    this.#state = 'stopped';
    this.#scrubbed.resolve();
  }

  /** @returns whether the event was about the transport */
  take(event: MediaSessionEvent): boolean {
    switch (event.type) {
      case 'MESessionStarted':
        if (event.failure === null) this.#state = 'started';
        return true;
      case 'MESessionPaused':
        if (event.failure === null) this.#state = 'paused';
        return true;
      case 'MESessionStopped':
        if (event.failure === null) this.#state = 'stopped';
        return true;
      case 'MESessionRateChanged':
        if (event.rate !== 0) this.#rate = event.rate;
        return true;
      case 'MESessionScrubSampleComplete':
        this.#scrubbed.resolve();
        return true;
      case 'MEError':
        this.#scrubbed.resolve();
        return false;
      default:
        return false;
    }
  }
}
