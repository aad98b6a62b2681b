import type { EntryId } from '../contract/ids.ts';

/** An entry that sounded this long before it failed did not fail from the start. */
const soundedEnoughMs = 1_000;

/** Entries that failed one after the other, so that a queue of nothing else comes to an end. */
export class FailureStreak {
  readonly #entryIds = new Set<EntryId>();

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
