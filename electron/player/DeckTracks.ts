import { TopologyId } from '../contract/ids.ts';
import type { DeckSequence } from './DeckSequence.ts';
import { DeckTrack, type DeckItem } from './DeckTrack.ts';

/** The track that is wanted now and the one that is to follow, whether the session has them or not. */
export class DeckTracks implements Disposable {
  readonly #sequence: DeckSequence;
  #current: DeckTrack | null = null;
  #next: DeckTrack | null = null;
  #lastTopologyId = 0;

  constructor(sequence: DeckSequence) {
    this.#sequence = sequence;
  }

  get current(): DeckTrack | null {
    return this.#current;
  }

  get next(): DeckTrack | null {
    return this.#next;
  }

  /** Is the current track the one the session plays, or will at the next start? */
  get isLoaded(): boolean {
    return this.#current !== null && this.#sequence.current === this.#current;
  }

  has(track: DeckTrack): boolean {
    return track === this.#current || track === this.#next;
  }

  /** Puts `item` in the place of everything; `null` leaves nothing. */
  replace(item: DeckItem | null): void {
    this.#discard(this.#current);
    this.dropNext();
    this.#current = item === null ? null : this.#track(item);
  }

  /** @returns whether anything else follows now */
  setNext(item: DeckItem | null): boolean {
    if (this.#next?.item === item || (this.#next === null && item === null)) return false;
    this.dropNext();
    this.#next = item === null ? null : this.#track(item);
    return true;
  }

  dropNext(): void {
    this.#discard(this.#next);
    this.#next = null;
  }

  /** What was to follow is current. @returns it; `null`, and nothing has changed, when nothing was */
  advance(): DeckTrack | null {
    const next = this.#next;
    if (next === null) return null;
    this.#current = next;
    this.#next = null;
    return next;
  }

  [Symbol.dispose](): void {
    this.#current?.release();
    this.#next?.release();
  }

  #track(item: DeckItem): DeckTrack {
    return new DeckTrack(item, TopologyId.parse(++this.#lastTopologyId));
  }

  /** A track the session knows is released when the session has let it go. */
  #discard(track: DeckTrack | null): void {
    if (track === null) return;
    if (track !== this.#sequence.current && track !== this.#sequence.next) track.release();
  }
}
