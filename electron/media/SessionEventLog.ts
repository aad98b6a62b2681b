import type { EventSource } from '../base/Emitter.ts';
import type { SessionLogEntry } from '../contract/signalPath.ts';
import { describeSessionEvent } from './describeSessionEvent.ts';
import type { MediaSessionEvent } from './MediaSessionEvent.ts';

interface SessionEventLogOptions {
  readonly events: EventSource<MediaSessionEvent>;
  /** Wall time, for people. */
  readonly now?: () => Date;
  /** The oldest entries make room for new ones. */
  readonly capacity?: number;
}

/** What the session told lately, in words, for the signal path page and "copy details". */
export class SessionEventLog implements Disposable {
  readonly #subscription: Disposable;
  readonly #now: () => Date;
  readonly #capacity: number;
  readonly #ring: SessionLogEntry[] = [];
  #lastIndex = 0;

  constructor({ events, now = () => new Date(), capacity = 2_000 }: SessionEventLogOptions) {
    this.#now = now;
    this.#capacity = capacity;
    this.#subscription = events.subscribe((event) => this.#write(event));
  }

  /** Of the newest entry; 0 while there is none. */
  get lastIndex(): number {
    return this.#lastIndex;
  }

  /** Entries after `afterIndex`, oldest first, at most `limit`; those that made room are left out. */
  readLog(afterIndex: number, limit: number): readonly SessionLogEntry[] {
    const oldest = this.#lastIndex - this.#ring.length + 1;
    const first = Math.max(afterIndex + 1, oldest);
    const entries: SessionLogEntry[] = [];
    for (let index = first; index <= this.#lastIndex && entries.length < limit; index += 1) {
      const entry = this.#ring[(index - 1) % this.#capacity];
      if (entry !== undefined) entries.push(entry);
    }
    return entries;
  }

  [Symbol.dispose](): void {
    this.#subscription[Symbol.dispose]();
  }

  #write(event: MediaSessionEvent): void {
    this.#lastIndex += 1;
    const index = this.#lastIndex;
    this.#ring[(index - 1) % this.#capacity] = {
      index,
      at: this.#now().toISOString(),
      ...describeSessionEvent(event),
    };
  }
}
