import type { EventSource } from '../base/Emitter.ts';
import type { AppError } from '../contract/errors.ts';
import type { EntryId } from '../contract/ids.ts';
import type { QueueEntry } from '../queue/QueueEntry.ts';
import type { PlayMode } from '../queue/QueueWorkerApi.ts';
import { DeckReactions } from './DeckReactions.ts';
import { EntryFailures } from './EntryFailures.ts';
import { EntryItems } from './EntryItems.ts';
import { EntryLoader } from './EntryLoader.ts';
import { NextPlanner } from './NextPlanner.ts';
import type { PlaythroughOptions } from './PlaythroughOptions.ts';
import { PlayState, type PlayerTopic } from './PlayState.ts';
import { QueueReactions } from './QueueReactions.ts';
import { QueueWalk } from './QueueWalk.ts';
import { SinkInterruptions } from './SinkInterruptions.ts';
import { Turns, type Outcome, type Task } from './Turns.ts';

/**
 * The way through the queue: which entry is current, whether it is to be heard, and what happens by
 * itself when it ends, fails, is removed, or the page that played it is gone. What it does, and what
 * commands do, is done one after the other (`inTurn`).
 */
export class Playthrough implements AsyncDisposable {
  readonly #options: PlaythroughOptions;
  readonly #play = new PlayState();
  readonly #turns: Turns;
  readonly #walk: QueueWalk;
  readonly #planner: NextPlanner;
  readonly #loader: EntryLoader;
  readonly #failures: EntryFailures;
  readonly #interruptions: SinkInterruptions;
  readonly #subscriptions: readonly Disposable[];

  constructor(options: PlaythroughOptions) {
    const { deck, leases, queue, logger } = options;
    const play = this.#play;
    const items = new EntryItems(options.sources);
    const turns = new Turns(logger);
    const walk = new QueueWalk(queue, () => this.mode);
    const planner = new NextPlanner({
      queue,
      walk,
      deck,
      itemOf: (entry) => items.itemOf(entry),
      current: () => play.entry?.entryId ?? null,
      onHasNextChange: () => play.tell('player'),
      logger,
    });
    const shared = { ...options, play, items, turns, walk, planner };
    const loader = new EntryLoader(shared);
    const failures = new EntryFailures({ ...shared, loader });
    const savePosition = () => this.savePosition();
    const interruptions = new SinkInterruptions({ ...shared, savePosition });
    this.#options = options;
    this.#turns = turns;
    this.#walk = walk;
    this.#planner = planner;
    this.#loader = loader;
    this.#failures = failures;
    this.#interruptions = interruptions;
    this.#subscriptions = [
      new DeckReactions({ ...shared, loader, failures, interruptions }),
      interruptions,
      leases.changes.subscribe(() => play.tell('playback')),
      options.sources.heldChanges.subscribe(() => play.tell('playback')),
      new QueueReactions({ ...shared, loader }),
    ];
  }

  /** Which topic of the player has another value now. */
  get changes(): EventSource<PlayerTopic> {
    return this.#play.changes;
  }

  get current(): QueueEntry | null {
    return this.#play.entry;
  }

  /** Why the current entry cannot be played. */
  get error(): AppError | null {
    return this.#play.error;
  }

  /** Does the person want sound? */
  get intent(): 'play' | 'pause' {
    return this.#play.intent;
  }

  get mode(): PlayMode {
    return this.#options.state.state;
  }

  get hasNext(): boolean {
    return this.#planner.hasNext;
  }

  /** Runs `task` when everything before it is done. */
  inTurn(task: Task): Outcome {
    return this.#turns.take(task);
  }

  /** Says what the person wants; the failures of before count no more. */
  want(intent: 'play' | 'pause'): void {
    this.#failures.forget();
    this.#interruptions.forget();
    this.#play.intent = intent;
  }

  load(...request: Parameters<EntryLoader['load']>): Outcome {
    return this.#loader.load(...request);
  }

  /** What comes after `entryId`, playable or not. */
  following(entryId: EntryId | null): Promise<EntryId | null> {
    return this.#walk.following(entryId);
  }

  /**
   * What "play" begins with: the current entry; after the end of the queue what was added there since,
   * else the queue anew, as if it repeated.
   */
  async first(): Promise<EntryId | null> {
    const currentId = this.#play.entry?.entryId ?? null;
    if (currentId === null) return await this.#walk.following(null);
    if (!this.#play.isThrough) return currentId;
    return await this.#walk.following(currentId, { ...this.mode, repeat: 'all' });
  }

  /** Something the person set is another now. */
  tellSettings(): void {
    this.#play.tell('player');
  }

  /** A mode has changed. */
  replan(): void {
    this.tellSettings();
    this.#planner.replan();
  }

  /** Playing goes on from `positionMs` of the current entry, or will. */
  seek(positionMs: number): void {
    this.#play.isThrough = false;
    this.#options.deck.seek(positionMs);
    this.savePosition();
  }

  savePosition(): void {
    const { state, deck } = this.#options;
    const currentEntryId = this.#play.entry?.entryId ?? null;
    void state.update({ currentEntryId, positionMs: deck.snapshot.positionMs });
  }

  /** Resolves when what was begun is done, for now. */
  async settled(): Promise<void> {
    const parts = [this.#turns, this.#planner, this.#options.deck];
    // What one of them does may give another something to do.
    while (parts.some(({ isSettled }) => !isSettled)) {
      for (const part of parts) await part.settled();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const subscription of this.#subscriptions) subscription[Symbol.dispose]();
    await this.#turns[Symbol.asyncDispose]();
    await this.#planner[Symbol.asyncDispose]();
  }
}
