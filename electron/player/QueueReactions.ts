import { ok } from '../base/Result.ts';
import type { EntryId } from '../contract/ids.ts';
import type { QueueSnapshot } from '../contract/queue.ts';
import type { PlayQueue } from '../queue/PlayQueue.ts';
import type { Deck } from './Deck.ts';
import type { EntryLoader } from './EntryLoader.ts';
import type { NextPlanner } from './NextPlanner.ts';
import type { PlayState } from './PlayState.ts';
import type { Outcome, Turns } from './Turns.ts';

interface QueueReactionsOptions {
  readonly play: PlayState;
  readonly deck: Deck;
  readonly queue: PlayQueue;
  readonly planner: NextPlanner;
  readonly loader: EntryLoader;
  readonly turns: Turns;
}

/** What follows from changes of the queue, whoever made them. */
export class QueueReactions implements Disposable {
  readonly #options: QueueReactionsOptions;
  readonly #subscription: Disposable;
  #revision: number;

  constructor(options: QueueReactionsOptions) {
    this.#options = options;
    this.#revision = options.queue.snapshot.revision;
    this.#subscription = options.queue.changes.subscribe((snapshot) => this.#onChange(snapshot));
  }

  [Symbol.dispose](): void {
    this.#subscription[Symbol.dispose]();
  }

  #onChange({ currentEntryId, revision }: QueueSnapshot): void {
    const { play, planner, loader, turns } = this.#options;
    const { entry } = play;
    if (entry !== null && play.isConfirmed && currentEntryId === null) {
      play.isConfirmed = false;
      turns.react(() => this.#onRemoved(entry.entryId));
    } else if (entry === null && currentEntryId !== null) {
      turns.react(() => (play.entry === null ? loader.load(currentEntryId, 'pause') : ok()));
    } else if (entry !== null) {
      turns.react(() => this.#refresh(entry.entryId));
    }
    if (revision !== this.#revision) planner.replan();
    this.#revision = revision;
    play.tell('player');
  }

  async #onRemoved(entryId: EntryId): Outcome {
    const { play, loader } = this.#options;
    if (play.entry?.entryId !== entryId || play.isConfirmed) return ok();
    return await loader.goOnFrom(entryId);
  }

  /** Takes over what the queue has learnt of the current entry. */
  async #refresh(entryId: EntryId): Outcome {
    const { play, queue } = this.#options;
    const known = play.entry;
    if (known?.entryId !== entryId) return ok();
    const entry = await queue.entry(entryId);
    if (!entry.ok) return entry;
    if (entry.value === null || play.entry?.entryId !== entryId) return ok();
    play.entry = entry.value;
    const { metadataKnown, errorCode } = entry.value;
    if (known.errorCode !== null && errorCode === null && play.error?.code === known.errorCode) {
      return await this.#tryAgain(entryId);
    }
    const isNews = metadataKnown !== known.metadataKnown || errorCode !== known.errorCode;
    if (isNews) play.tell('nowPlaying');
    return ok();
  }

  /** What it failed for is over, and nothing else plays: it stands ready again. */
  async #tryAgain(entryId: EntryId): Outcome {
    const { play, deck, loader } = this.#options;
    const { positionMs } = deck.snapshot;
    return await loader.load(entryId, play.intent, { positionMs });
  }
}
