import { ok } from '../base/Result.ts';
import type { EntryId } from '../contract/ids.ts';
import type { PlayQueue } from '../queue/PlayQueue.ts';
import type { PlayerStateStore } from '../state/PlayerStateStore.ts';
import type { Deck } from './Deck.ts';
import type { DeckEvent } from './DeckEvent.ts';
import type { EntryFailures } from './EntryFailures.ts';
import type { EntryItems } from './EntryItems.ts';
import type { EntryLoader } from './EntryLoader.ts';
import type { NextPlanner } from './NextPlanner.ts';
import type { PlayState } from './PlayState.ts';
import type { QueueWalk } from './QueueWalk.ts';
import type { SinkInterruptions } from './SinkInterruptions.ts';
import type { Outcome, Turns } from './Turns.ts';

interface DeckReactionsOptions {
  readonly play: PlayState;
  readonly deck: Deck;
  readonly queue: PlayQueue;
  readonly state: Pick<PlayerStateStore, 'notePosition'>;
  readonly items: EntryItems;
  readonly planner: NextPlanner;
  readonly loader: EntryLoader;
  readonly walk: QueueWalk;
  readonly turns: Turns;
  readonly failures: EntryFailures;
  readonly interruptions: SinkInterruptions;
}

/** What follows from what happens on the deck by itself. */
export class DeckReactions implements Disposable {
  readonly #options: DeckReactionsOptions;
  readonly #subscription: Disposable;

  constructor(options: DeckReactionsOptions) {
    this.#options = options;
    this.#subscription = options.deck.events.subscribe((event) => this.#onEvent(event));
  }

  [Symbol.dispose](): void {
    this.#subscription[Symbol.dispose]();
  }

  #onEvent(event: DeckEvent): void {
    const { play, turns, failures, interruptions } = this.#options;
    switch (event.kind) {
      case 'changed':
        this.#onMoved();
        break;
      case 'opened':
        this.#onOpened(event.entryId);
        break;
      case 'started':
        this.#onStarted();
        break;
      case 'switched':
        this.#onSwitched(event.entryId);
        break;
      case 'ended': {
        const endedId = play.entry?.entryId;
        if (endedId !== undefined) turns.react(() => this.#onEnded(endedId));
        break;
      }
      case 'endedEarly':
        failures.noteEarlyEnd(event);
        break;
      case 'interrupted':
        play.intent = 'pause';
        play.tell('playback');
        break;
      case 'unanswered':
        interruptions.noteUnanswered();
        break;
      case 'failed':
        failures.note(event);
        break;
    }
  }

  #onMoved(): void {
    const { play, deck, state } = this.#options;
    const { moving, positionMs } = deck.snapshot;
    if (moving) state.notePosition(positionMs);
    play.tell('playback');
  }

  /** Keeps what examining the source has brought to light. */
  #onOpened(entryId: EntryId): void {
    const { play, queue, items, turns } = this.#options;
    const description = items.takeDescription(entryId);
    if (description !== null) {
      const { tags, format, durationMs, artId, hasVideo } = description;
      const metadata = { tags, format, durationMs, artId, hasVideo };
      turns.react(() => queue.updateMetadata([{ entryId, metadata }]));
    }
    play.tell('nowPlaying', 'player');
  }

  #onStarted(): void {
    const { play, queue, turns, interruptions } = this.#options;
    const { entry } = play;
    interruptions.notePlaying();
    if (entry !== null && entry.errorCode !== null) {
      turns.react(() => queue.setError(entry.entryId, null));
    }
    play.tell('player');
  }

  #onSwitched(entryId: EntryId): void {
    const { play, planner, loader, turns, failures } = this.#options;
    const entry = planner.planned;
    if (entry?.entryId !== entryId) {
      turns.react(() => loader.load(entryId, play.intent));
      return;
    }
    failures.forget();
    play.replace(entry);
    planner.restart();
    turns.react(() => loader.begin(entryId, 0));
  }

  async #onEnded(entryId: EntryId): Outcome {
    const { play, deck, loader, walk, failures } = this.#options;
    if (play.entry?.entryId !== entryId) return ok();
    failures.forget();
    const nextId =
      walk.mode.repeat === 'one' ? entryId : (await walk.playableAfter(entryId))?.entryId;
    if (nextId !== undefined) return await loader.load(nextId, play.intent);
    // The session has let it go; put on anew, it can be sought in.
    const loaded = await loader.load(entryId, 'pause');
    deck.stop();
    play.isThrough = true;
    return loaded;
  }
}
