import { err, type Result } from '../base/Result.ts';
import type { MediaFailure } from '../media/MediaErrorCode.ts';
import type { MediaSink } from '../media/MediaSink.ts';
import type { DeckEvent } from './DeckEvent.ts';
import type { DeckFaults } from './DeckFaults.ts';
import type { DeckSequence } from './DeckSequence.ts';
import type { DeckTrack } from './DeckTrack.ts';
import type { DeckTracks } from './DeckTracks.ts';
import type { DeckTransport } from './DeckTransport.ts';
import type { DeckWishes } from './DeckWishes.ts';

interface DeckDriverOptions {
  readonly sink: MediaSink;
  readonly tracks: DeckTracks;
  readonly sequence: DeckSequence;
  readonly transport: DeckTransport;
  readonly wishes: DeckWishes;
  readonly faults: DeckFaults;
  readonly emit: (event: DeckEvent) => void;
  /** There is another step to take. */
  readonly onChange: () => void;
}

/** Brings the session, one command at a time, to what is wanted of the tracks. */
export class DeckDriver {
  readonly #options: DeckDriverOptions;
  readonly #opening = new Set<Promise<void>>();

  constructor(options: DeckDriverOptions) {
    this.#options = options;
  }

  /** Is a track being examined? */
  get isOpening(): boolean {
    return this.#opening.size > 0;
  }

  /** Resolves when none is. */
  async opened(): Promise<void> {
    while (this.isOpening) await Promise.all(this.#opening);
  }

  /** Takes one step towards what is wanted. @returns whether there may be another */
  async step(): Promise<boolean> {
    const { sink, tracks, sequence, wishes, faults, emit } = this.#options;
    sequence.releaseOutgoing();
    const track = tracks.current;
    if (sink.capabilities === null || faults.isSinkGivenUp) return false;
    if (track === null || track.phase === 'failed') return await this.#takeOff();
    if (track.phase === 'waiting') this.#beginOpening(track);
    if (track.phase !== 'opened') return await this.#takeOff();
    if (!tracks.isLoaded) return await this.#putOn(track);
    const approach = await wishes.approach(track);
    if (approach === 'moved') emit({ kind: 'changed' });
    else if (approach !== 'there') return this.#check(track, err(approach.failure));
    return approach === 'moved' || (await this.#follow());
  }

  /** Nothing is to be heard of what is on the session. */
  async #takeOff(): Promise<boolean> {
    const { sequence, transport } = this.#options;
    if (sequence.current === null) return false;
    await transport.stop();
    await sequence.clear();
    return true;
  }

  async #putOn(track: DeckTrack): Promise<boolean> {
    const { tracks, sequence, transport } = this.#options;
    await transport.stop();
    if (track !== tracks.current) return true;
    return this.#check(track, await sequence.setCurrent(track));
  }

  /** Queues the next track behind the current one, or takes the one that was queued away. */
  async #follow(): Promise<boolean> {
    const { tracks, sequence, transport, faults } = this.#options;
    // What is said to the session now would wait for the gesture, and everything wanted after it too.
    if (transport.isBlocked) return false;
    const { next } = tracks;
    if (sequence.next !== null && sequence.next !== next) {
      await sequence.dropNext();
      return true;
    }
    if (next === null) return false;
    if (next.phase === 'waiting') this.#beginOpening(next);
    if (next.phase !== 'opened' || sequence.next === next) return false;
    const queued = sequence.setNext(next);
    if (!queued.ok) faults.report(next, queued.error);
    return true;
  }

  #beginOpening(track: DeckTrack): void {
    const opening = this.#open(track);
    this.#opening.add(opening);
    void opening.finally(() => this.#opening.delete(opening));
  }

  async #open(track: DeckTrack): Promise<void> {
    const { tracks, faults, emit, onChange } = this.#options;
    const error = await track.open();
    if (!tracks.has(track)) return;
    if (error !== null) faults.fail(track, error);
    else emit({ kind: 'opened', entryId: track.item.entryId });
    onChange();
  }

  /** @returns whether to go on: not into what has just failed */
  #check(track: DeckTrack, outcome: Result<void, MediaFailure>): boolean {
    const { tracks, faults } = this.#options;
    if (!outcome.ok) faults.report(track, outcome.error);
    return outcome.ok || track !== tracks.current;
  }
}
