import { Emitter, type EventSource } from '../base/Emitter.ts';
import type { AppError } from '../contract/errors.ts';
import type { QueueEntry } from '../queue/QueueEntry.ts';

export type PlayerTopic = 'playback' | 'player' | 'nowPlaying';

/** Which entry is current, and whether it is to be heard. */
export class PlayState {
  entry: QueueEntry | null = null;
  /** Why the current entry cannot be played. */
  error: AppError | null = null;
  /** Does the queue know what is current? Only then its word that nothing is means that it was removed. */
  isConfirmed = false;
  /** Was the queue heard to its end? The last entry then stands at its beginning. */
  isThrough = false;
  readonly #changes = new Emitter<PlayerTopic>();
  #intent: 'play' | 'pause' = 'pause';

  /** Which topic of the player has another value now. */
  get changes(): EventSource<PlayerTopic> {
    return this.#changes;
  }

  /** Does the person want sound? */
  get intent(): 'play' | 'pause' {
    return this.#intent;
  }

  set intent(intent: 'play' | 'pause') {
    if (this.#intent === intent) return;
    this.#intent = intent;
    this.tell('player', 'playback');
  }

  /** Another entry is current; with `null`, none. */
  replace(entry: QueueEntry | null): void {
    this.entry = entry;
    this.error = null;
    this.isConfirmed = false;
    this.isThrough = false;
  }

  tell(...topics: readonly PlayerTopic[]): void {
    for (const topic of topics) this.#changes.emit(topic);
  }
}
