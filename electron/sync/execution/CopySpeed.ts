/** Less than this takes says nothing of how fast a player is. */
const smallestBytes = 4 * 2 ** 20;
const shortestMs = 1_000;

/** How fast the copies of one run went onto a player, with all that goes along with each of them. */
export class CopySpeed {
  #bytes = 0;
  #durationMs = 0;

  add(bytes: number, durationMs: number): void {
    this.#bytes += bytes;
    this.#durationMs += durationMs;
  }

  /** `null` when too little was copied to say. */
  get bytesPerSecond(): number | null {
    if (this.#bytes < smallestBytes || this.#durationMs < shortestMs) return null;
    return (this.#bytes * 1_000) / this.#durationMs;
  }
}
