/** Bytes as they come: all there already, or still to be waited for. */
export type ByteChunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** Bytes in chunks of any size, taken out in pieces of a chosen one. */
export class ByteSource implements AsyncDisposable {
  readonly #chunks: Iterator<Uint8Array, unknown> | AsyncIterator<Uint8Array, unknown>;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(chunks: ByteChunks) {
    this.#chunks =
      Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  }

  /** Fills `target`; false when there are too few bytes for that. */
  async fill(target: Uint8Array): Promise<boolean> {
    let filled = 0;
    while (filled < target.byteLength) {
      if (this.#rest.byteLength === 0 && !(await this.#advance())) return false;
      const part = this.#rest.subarray(0, target.byteLength - filled);
      target.set(part, filled);
      filled += part.byteLength;
      this.#rest = this.#rest.subarray(part.byteLength);
    }
    return true;
  }

  /** Up to `limitBytes`, as they come; what follows stays to be taken. */
  async *take(limitBytes: number): AsyncGenerator<Uint8Array, void, undefined> {
    for (let left = limitBytes; left > 0;) {
      if (this.#rest.byteLength === 0 && !(await this.#advance())) return;
      const part = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(part.byteLength);
      left -= part.byteLength;
      yield part;
    }
  }

  /** True when not one byte is left. */
  async ended(): Promise<boolean> {
    while (this.#rest.byteLength === 0) if (!(await this.#advance())) return true;
    return false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#chunks.return?.();
  }

  async #advance(): Promise<boolean> {
    const next = await this.#chunks.next();
    if (next.done === true) return false;
    this.#rest = next.value;
    return true;
  }
}
