/** Listeners of one thing. One that throws is reported to the page and does not keep others from hearing. */
export class ListenerSet<Arguments extends readonly unknown[]> {
  readonly #listeners = new Set<(...values: Arguments) => void>();

  /** @returns takes the listener away */
  add(listener: (...values: Arguments) => void): () => void {
    const own = (...values: Arguments) => listener(...values);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  tell(...values: Arguments): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(...values);
      } catch (error) {
        reportError(error);
      }
    }
  }
}
