/** Less than main waits for a page: what does not load is told as such, and no silent page. */
export const maximumStallMs = 15_000;

/** Calls back when no bytes have arrived for too long while some are waited for. */
export class StallWatch {
  readonly #onStalled: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onStalled: () => void) {
    this.#onStalled = onStalled;
  }

  /** Bytes are waited for from now on. */
  begin(): void {
    this.end();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#onStalled();
    }, maximumStallMs);
  }

  /** Bytes have arrived. */
  noteBytes(): void {
    if (this.#timer !== undefined) this.begin();
  }

  /** Nothing is waited for. */
  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
