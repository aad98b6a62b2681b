import { setImmediate } from 'node:timers/promises';
import { AbstractTokenizer, EndOfStreamError, type IReadChunkOptions } from 'strtok3';
import type { BlockReader } from './BlockReader.ts';

/** No tag or header is larger; a length beyond it is a lie. */
const maximumTokenBytes = 64 * 1_048_576;
/** Reads between which the thread's own events (its end, above all) are let in. */
const readsPerTurn = 20_000;

/** Lets music-metadata read through a `BlockReader`. */
export class BlockTokenizer extends AbstractTokenizer {
  readonly fileInfo: { readonly size: number; readonly mimeType: string };
  readonly #reader: BlockReader;
  #readCount = 0;

  /** @param mimeType chooses the parser */
  constructor(reader: BlockReader, mimeType: string) {
    super({ maxBufferSize: maximumTokenBytes });
    this.#reader = reader;
    this.fileInfo = { size: reader.sizeBytes, mimeType };
  }

  supportsRandomAccess(): boolean {
    return true;
  }

  setPosition(position: number): void {
    this.validateLength(position, 'position');
    this.position = position;
  }

  async readBuffer(target: Uint8Array, options?: IReadChunkOptions): Promise<number> {
    const { position } = this.normalizeOptions(target, options);
    const count = await this.peekBuffer(target, options);
    this.position = position + count;
    return count;
  }

  async peekBuffer(target: Uint8Array, options?: IReadChunkOptions): Promise<number> {
    const { length, position, mayBeLess } = this.normalizeOptions(target, options);
    this.#readCount += 1;
    if (this.#readCount % readsPerTurn === 0) await setImmediate();
    const count = this.#reader.read(target.subarray(0, length), position);
    if (count < length && mayBeLess !== true) throw new EndOfStreamError();
    return count;
  }
}
