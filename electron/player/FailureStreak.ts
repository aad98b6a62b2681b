import type { EntryId } from '../contract/ids.ts';

/** An entry that sounded this long before it failed did not fail from the start. */
const soundedEnoughMs = 1_000;
/** So many failures in a row, and the next ones are not likely to be better. */
export const maximumStreak = 20;

/** Entries that failed one after the other, so that a queue of nothing else comes to an end. */
export class FailureStreak {
  readonly #entryIds = new Set<EntryId>();

  get count(): number {
    return this.#entryIds.size;
  }

  /** Is it so long that no further entry is to be tried? */
  get isOver(): boolean {
    return this.count >= maximumStreak;
  }

  /** @param soundedMs how long it could be played before */
  add(entryId: EntryId, soundedMs: number): void {
    if (soundedMs >= soundedEnoughMs) this.end();
    this.#entryIds.add(entryId);
  }

  has(entryId: EntryId): boolean {
    return this.#entryIds.has(entryId);
  }

  /** Something played, or the person wants to try again. */
  end(): void {
    this.#entryIds.clear();
  }
}
