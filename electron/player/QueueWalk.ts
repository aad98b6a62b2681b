import type { EntryId } from '../contract/ids.ts';
import type { PlayQueue } from '../queue/PlayQueue.ts';
import type { QueueEntry } from '../queue/QueueEntry.ts';
import type { PlayMode } from '../queue/QueueWorkerApi.ts';

/** Where the queue leads from an entry. A queue that cannot answer leads nowhere. */
export class QueueWalk {
  readonly #queue: Pick<PlayQueue, 'following' | 'playableAfter'>;
  readonly #mode: () => PlayMode;

  constructor(queue: Pick<PlayQueue, 'following' | 'playableAfter'>, mode: () => PlayMode) {
    this.#queue = queue;
    this.#mode = mode;
  }

  get mode(): PlayMode {
    return this.#mode();
  }

  /** What comes after `entryId`, playable or not; with `null`, where playing begins. */
  async following(entryId: EntryId | null, mode = this.mode): Promise<EntryId | null> {
    const following = await this.#queue.following(entryId, mode);
    return following.ok ? following.value : null;
  }

  /** What plays after `entryId` by itself: what is known to be unplayable is not tried again. */
  async playableAfter(entryId: EntryId): Promise<QueueEntry | null> {
    const playable = await this.#queue.playableAfter(entryId, this.mode);
    return playable.ok ? playable.value : null;
  }
}
