import type { Logger } from '../base/Logger.ts';
import type { EntryId } from '../contract/ids.ts';
import type { PlayQueue } from '../queue/PlayQueue.ts';
import type { QueueEntry } from '../queue/QueueEntry.ts';
import type { DeckItem } from './DeckTrack.ts';
import type { QueueWalk } from './QueueWalk.ts';
import { SettleLoop } from './SettleLoop.ts';

/** Entries that cannot be played are passed over while preparing, but not a whole queue of them. */
const maximumSkips = 5;

interface NextPlannerOptions {
  readonly queue: Pick<PlayQueue, 'entry'>;
  readonly walk: QueueWalk;
  readonly deck: { setNext(item: DeckItem | null): void };
  readonly itemOf: (entry: QueueEntry) => DeckItem;
  readonly current: () => EntryId | null;
  /** Told when there is, or is no longer, something to go on to. */
  readonly onHasNextChange: () => void;
  readonly logger: Logger;
}

/** Keeps the entry that follows ready on the deck, whatever happens to the queue and the modes. */
export class NextPlanner implements AsyncDisposable {
  readonly #options: NextPlannerOptions;
  readonly #loop: SettleLoop;
  #planned: QueueEntry | null = null;
  #hasNext = false;
  /** Entries that could not be prepared to follow the current one. */
  readonly #skipped = new Set<EntryId>();

  constructor(options: NextPlannerOptions) {
    this.#options = options;
    this.#loop = new SettleLoop(
      () => this.#plan(),
      (error) => options.logger.error('What follows could not be planned', { error }),
    );
  }

  /** What is on the deck to follow. */
  get planned(): QueueEntry | null {
    return this.#planned;
  }

  /** Would "next" go anywhere? */
  get hasNext(): boolean {
    return this.#hasNext;
  }

  /** The queue or a mode has changed. */
  replan(): void {
    this.#loop.kick();
  }

  /** Another entry is current, and nothing is on the deck to follow it. */
  restart(): void {
    this.#planned = null;
    this.#skipped.clear();
    this.#loop.kick();
  }

  /** What was planned cannot be prepared, and is off the deck. */
  passOver(entryId: EntryId): void {
    this.#skipped.add(entryId);
    this.#planned = null;
    this.#loop.kick();
  }

  get isSettled(): boolean {
    return this.#loop.isSettled;
  }

  settled(): Promise<void> {
    return this.#loop.settled();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#loop.stop();
    await this.#loop.settled();
  }

  async #plan(): Promise<boolean> {
    const { current, walk } = this.#options;
    const currentId = current();
    const followingId = currentId === null ? null : await walk.following(currentId);
    const entry = currentId === null ? null : await this.#toFollow(currentId);
    if (current() !== currentId) return true;
    if (this.#hasNext !== (followingId !== null)) {
      this.#hasNext = followingId !== null;
      this.#options.onHasNextChange();
    }
    if (entry?.entryId === this.#planned?.entryId) return false;
    this.#planned = entry;
    this.#options.deck.setNext(entry === null ? null : this.#options.itemOf(entry));
    return false;
  }

  async #toFollow(currentId: EntryId): Promise<QueueEntry | null> {
    const { queue, walk } = this.#options;
    if (walk.mode.repeat === 'one') {
      if (this.#skipped.has(currentId)) return null;
      const entry = await queue.entry(currentId);
      return entry.ok ? entry.value : null;
    }
    let candidate = await walk.playableAfter(currentId);
    for (let skips = 0; candidate !== null && this.#skipped.has(candidate.entryId); skips++) {
      if (skips >= maximumSkips) return null;
      candidate = await walk.playableAfter(candidate.entryId);
    }
    return candidate;
  }
}
