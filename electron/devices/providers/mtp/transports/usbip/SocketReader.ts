import type { Socket } from 'node:net';

/**
 * Reads a stream of bytes by the piece. Nothing is taken from the socket that was not asked for, so a
 * server that floods is slowed down by TCP.
 */
export class SocketReader {
  readonly #chunks: AsyncIterator<Uint8Array, undefined>;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(socket: Socket) {
    this.#chunks = socket[Symbol.asyncIterator]();
  }

  /** Exactly `length` bytes, or `null` when the connection ended or broke before them. */
  async read(length: number): Promise<Uint8Array | null> {
    if (this.#rest.byteLength >= length) return this.#take(length);
    const bytes = new Uint8Array(length);
    let filled = 0;
    for (;;) {
      const part = this.#take(Math.min(length - filled, this.#rest.byteLength));
      bytes.set(part, filled);
      filled += part.byteLength;
      if (filled === length) return bytes;
      const chunk = await this.#nextChunk();
      if (chunk === null) return null;
      this.#rest = chunk;
    }
  }

  async #nextChunk(): Promise<Uint8Array | null> {
    try {
      return (await this.#chunks.next()).value ?? null;
    } catch {
      // A reset connection has ended too; its owner hears of it by the socket's own events.
      return null;
    }
  }

  #take(length: number): Uint8Array {
    const taken = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return taken;
  }
}
