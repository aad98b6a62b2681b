import { readSync } from 'node:fs';

const blockBytes = 65_536;
/** So many blocks may be read before the budget counts, whatever the file's size. */
const freeBlocks = 1_024;

/** Fills `block` from `position` of a file; gives the number of bytes, 0 at the end. */
export type ReadBlock = (block: Uint8Array, position: number) => number;

/** The blocks of an open file. */
export function blocksOf(fileDescriptor: number): ReadBlock {
  return (block, position) => readSync(fileDescriptor, block, { position });
}

/** A parser read more of a file than any honest file needs. */
export class ReadBudgetError extends Error {
  override readonly name = 'ReadBudgetError';
}

/**
 * Reads a file block by block, synchronously: a disk that does not answer then holds up this
 * worker thread only, and not the thread pool that the whole process shares. The sum of what is read
 * is bounded by a multiple of the file's size, so that a parser led in circles comes to an end.
 */
export class BlockReader {
  readonly sizeBytes: number;
  readonly #readBlock: ReadBlock;
  readonly #onBlock: (count: number) => void;
  readonly #block = new Uint8Array(blockBytes);
  #blockPosition = -1;
  #blockLength = 0;
  #blockCount = 0;

  /** @param onBlock told the number of blocks read so far */
  constructor(readBlock: ReadBlock, sizeBytes: number, onBlock: (count: number) => void) {
    this.#readBlock = readBlock;
    this.sizeBytes = sizeBytes;
    this.#onBlock = onBlock;
  }

  /** Fills `target` from `position`; gives the number of bytes, fewer only at the end of the file. */
  read(target: Uint8Array, position: number): number {
    let done = 0;
    while (done < target.length) {
      const from = position + done;
      const inBlock = from - this.#blockPosition;
      if (this.#blockPosition < 0 || inBlock < 0 || inBlock >= this.#blockLength) {
        this.#load(from - (from % blockBytes));
        if (from - this.#blockPosition >= this.#blockLength) break;
        continue;
      }
      const part = this.#block.subarray(
        inBlock,
        Math.min(this.#blockLength, inBlock + target.length - done),
      );
      target.set(part, done);
      done += part.length;
    }
    return done;
  }

  /** Up to `length` bytes from `position`; fewer only at the end of the file. */
  bytesAt(position: number, length: number): Uint8Array {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, this.sizeBytes - position)));
    return bytes.subarray(0, this.read(bytes, position));
  }

  #load(position: number): void {
    this.#blockCount += 1;
    if (this.#blockCount > freeBlocks + (4 * this.sizeBytes) / blockBytes) {
      throw new ReadBudgetError('The file was read several times over');
    }
    this.#blockPosition = position;
    this.#blockLength = 0;
    while (this.#blockLength < blockBytes) {
      const rest = this.#block.subarray(this.#blockLength);
      const count = this.#readBlock(rest, position + this.#blockLength);
      if (count === 0) break;
      this.#blockLength += count;
    }
    this.#onBlock(this.#blockCount);
  }
}
