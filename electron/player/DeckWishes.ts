import type { Result } from '../base/Result.ts';
import type { MediaFailure } from '../media/MediaErrorCode.ts';
import { isPositionFailure, isSinkFailure } from './deckFailures.ts';
import type { DeckTrack } from './DeckTrack.ts';
import type { DeckTransport } from './DeckTransport.ts';

/** One step towards what is wanted: it is so already, it may be by now, or it cannot be. */
export type Approach = 'there' | 'moved' | { readonly failure: MediaFailure };

/** What is wanted of the current track: the latest wish of each kind counts (MS-17). */
export class DeckWishes {
  intent: 'play' | 'pause' | 'stop' = 'stop';
  /** Where it is wanted to be, until it is there. */
  positionMs: number | null = null;
  rate = 1;
  readonly #transport: DeckTransport;
  readonly #isCurrent: (track: DeckTrack) => boolean;

  /** @param isCurrent is this track still the one the wishes are about? */
  constructor(transport: DeckTransport, isCurrent: (track: DeckTrack) => boolean) {
    this.#transport = transport;
    this.#isCurrent = isCurrent;
  }

  /** Starts, seeks, pauses, stops, changes the rate: whichever is the next to be done. */
  async approach(track: DeckTrack): Promise<Approach> {
    const transport = this.#transport;
    if (transport.rate !== this.rate && !transport.isBlocked) {
      const set = await transport.setRate(this.rate);
      if (!set.ok && isSinkFailure(set.error)) return approachOf(set);
      // A rate that is refused is not asked for again.
      if (!set.ok) this.rate = transport.rate;
      return 'moved';
    }
    switch (this.intent) {
      case 'play':
        if (transport.state === 'started' && this.positionMs === null) return 'there';
        return await this.#start(track);
      case 'pause':
        if (transport.state === 'started') return approachOf(await transport.pause());
        if (this.positionMs === null || !track.hasVideo || !track.isScrubbable) return 'there';
        return await this.#scrub(track);
      case 'stop':
        return transport.state === 'stopped' ? 'there' : approachOf(await transport.stop());
    }
  }

  async #start(track: DeckTrack): Promise<Approach> {
    const { positionMs } = this;
    const standsAtMs = this.#transport.positionMs;
    const started = await this.#transport.start(positionMs);
    const isMisplaced = !started.ok && positionMs !== null && isPositionFailure(started.error);
    const isDone = started.ok || isMisplaced;
    if (this.#isCurrent(track) && this.positionMs === positionMs) {
      if (isDone) this.positionMs = null;
      // The session has forgotten where it stood.
      else if (isSinkFailure(started.error)) this.positionMs ??= standsAtMs;
    }
    return isMisplaced ? 'moved' : approachOf(started);
  }

  /** Shows the picture at the wanted position and stays paused. */
  async #scrub(track: DeckTrack): Promise<Approach> {
    let shownMs: number | null = null;
    const scrubbed = await this.#transport.scrub(() => {
      if (!this.#isCurrent(track) || this.intent !== 'pause') return null;
      if (this.positionMs === shownMs) this.positionMs = null;
      shownMs = this.positionMs;
      return shownMs;
    });
    if (scrubbed.ok) return 'moved';
    if (isSinkFailure(scrubbed.error)) return approachOf(scrubbed);
    // The target is held until it plays, unless it was the target that was refused.
    if (isPositionFailure(scrubbed.error)) this.positionMs = null;
    else track.isScrubbable = false;
    return 'moved';
  }
}

function approachOf(outcome: Result<void, MediaFailure>): Approach {
  return outcome.ok ? 'moved' : { failure: outcome.error };
}
