/** The bytes of a file from an offset on; the reader may stop at any time. */
export type OpenSource = (offsetBytes: number) => AsyncIterable<Uint8Array>;

const windowBytes = 64 * 1024;

/** Reads pieces of a file that can be opened anywhere, in windows, so that near pieces cost one opening. */
export class SourceWindow {
  readonly #open: OpenSource;
  readonly sizeBytes: number;
  #startBytes = 0;
  #window = Buffer.alloc(0);

  constructor(open: OpenSource, sizeBytes: number) {
    this.#open = open;
    this.sizeBytes = sizeBytes;
  }

  /** Fewer bytes than asked for where the file ends; rejects when it cannot be read. */
  async read(offsetBytes: number, lengthBytes: number): Promise<Buffer> {
    if (offsetBytes < 0 || offsetBytes >= this.sizeBytes) return Buffer.alloc(0);
    const length = Math.min(lengthBytes, windowBytes, this.sizeBytes - offsetBytes);
    const isThere =
      offsetBytes >= this.#startBytes &&
      offsetBytes + length <= this.#startBytes + this.#window.length;
    if (!isThere) await this.#fill(offsetBytes);
    const from = offsetBytes - this.#startBytes;
    return this.#window.subarray(from, from + length);
  }

  async #fill(offsetBytes: number): Promise<void> {
    const pieces: Uint8Array[] = [];
    let heldBytes = 0;
    for await (const piece of this.#open(offsetBytes)) {
      pieces.push(piece);
      heldBytes += piece.length;
      if (heldBytes >= windowBytes) break;
    }
    this.#startBytes = offsetBytes;
    this.#window = Buffer.concat(pieces);
  }
}
