/** How many round trips are remembered; a network that changed is learned within as many pings. */
const rememberedCount = 8;

/**
 * How long a message of main is under way, from round trips of pings. The fastest of the last few is
 * the one that waited least in queues, so half of it is the best guess.
 */
export class LatencyEstimate {
  readonly #roundTripsMs: number[] = [];

  add(roundTripMs: number): void {
    this.#roundTripsMs.push(Math.max(0, roundTripMs));
    if (this.#roundTripsMs.length > rememberedCount) this.#roundTripsMs.shift();
  }

  /** 0 until something is known. */
  get oneWayMs(): number {
    return this.#roundTripsMs.length === 0 ? 0 : Math.min(...this.#roundTripsMs) / 2;
  }

  /** Forgets what was learned on another connection. */
  reset(): void {
    this.#roundTripsMs.length = 0;
  }
}
