import { err, ok } from '../base/Result.ts';
import type { EntryId } from '../contract/ids.ts';
import type { PlayQueue } from '../queue/PlayQueue.ts';
import type { PlayerStateStore } from '../state/PlayerStateStore.ts';
import type { Deck } from './Deck.ts';
import type { EntryItems } from './EntryItems.ts';
import type { NextPlanner } from './NextPlanner.ts';
import type { PlayState } from './PlayState.ts';
import type { QueueWalk } from './QueueWalk.ts';
import type { Outcome } from './Turns.ts';

interface EntryLoaderOptions {
  readonly play: PlayState;
  readonly deck: Deck;
  readonly queue: PlayQueue;
  readonly state: Pick<PlayerStateStore, 'update'>;
  readonly items: EntryItems;
  readonly planner: NextPlanner;
  readonly walk: QueueWalk;
}

interface LoadOptions {
  readonly positionMs?: number;
  /** Is it what was heard before? Then going on again leads where it led the first time. */
  readonly walkingBack?: boolean;
}

/** Makes entries current: on the deck, in the queue, in what is saved, and to everybody who listens. */
export class EntryLoader {
  readonly #options: EntryLoaderOptions;

  constructor(options: EntryLoaderOptions) {
    this.#options = options;
  }

  async load(
    entryId: EntryId,
    intent: 'play' | 'pause',
    { positionMs = 0, walkingBack = false }: LoadOptions = {},
  ): Outcome {
    const { play, queue, deck, items } = this.#options;
    const entry = await queue.entry(entryId);
    if (!entry.ok) return entry;
    if (entry.value === null) return err({ code: 'queue.noSuchEntry' });
    play.replace(entry.value);
    items.forget();
    play.intent = intent;
    deck.load(items.itemOf(entry.value), { positionMs, play: intent === 'play' });
    return await this.begin(entryId, positionMs, walkingBack);
  }

  /** What is current, and on the deck, is another entry: everybody is told. */
  async begin(entryId: EntryId, positionMs: number, walkingBack = false): Outcome {
    const { play, queue, state, planner } = this.#options;
    play.isConfirmed = false;
    planner.restart();
    play.tell('nowPlaying', 'player', 'playback');
    void state.update({ currentEntryId: entryId, positionMs });
    const confirmed = await queue.setCurrent(entryId, walkingBack);
    if (play.entry?.entryId !== entryId) return ok();
    if (!confirmed.ok && confirmed.error.code === 'queue.noSuchEntry') {
      return await this.goOnFrom(entryId);
    }
    play.isConfirmed = confirmed.ok;
    planner.replan();
    return confirmed.ok ? ok() : confirmed;
  }

  /** Loads what follows `entryId`, which is gone; takes everything off where nothing does. */
  async goOnFrom(entryId: EntryId): Outcome {
    const { play, deck, state, planner, walk } = this.#options;
    const followingId = await walk.following(entryId);
    if (followingId !== null) return await this.load(followingId, play.intent);
    play.replace(null);
    play.intent = 'pause';
    deck.load(null);
    planner.restart();
    play.tell('nowPlaying', 'player', 'playback');
    void state.update({ currentEntryId: null, positionMs: 0 });
    return ok();
  }
}
