import { createHash } from 'node:crypto';
import type { Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { PartialObject } from '../../devices/DeviceConnection.ts';
import { SourceReadError } from '../../devices/SourceReadError.ts';
import type { Leftover } from '../journal/Transfer.ts';

/** The journal is told at least this often how far a copy is. */
export const notedEveryBytes = 16 * 2 ** 20;

/** Enough to tell one file from another: tags and the first frames of sound or picture are in it. */
const headBytes = 4_096;

/** A digest of the first bytes of a file, for as many as are given up to `headBytes`. */
export function headOf(bytes: Uint8Array): NonNullable<Leftover['head']> {
  const head = bytes.subarray(0, headBytes);
  return { sizeBytes: head.length, sha256: createHash('sha256').update(head).digest('hex') };
}

/**
 * What the journal knows of one copy onto a device, ahead of the bytes: none leaves before the journal
 * says what will be there then, so that a part can be told from a stranger's file after any end.
 */
export class CopyNotes {
  readonly #name: string;
  readonly #sizeBytes: number;
  readonly #note: (leftover: Leftover) => Promise<Result<void, AppError>>;
  #leftover: Leftover;
  #isCreated: boolean;
  /** Before, bytes are only looked at: to find out whether the file is locked. */
  #isSending = false;
  #head: Leftover['head'];
  #acknowledgedBytes: number;
  /** Really handed over; `offeredBytes` of the journal is ahead of it. */
  #handedBytes: number;
  #failure: AppError | null = null;

  /** @param part what is gone on with */
  constructor(
    name: string,
    sizeBytes: number,
    part: Leftover | null,
    note: (leftover: Leftover) => Promise<Result<void, AppError>>,
  ) {
    this.#name = name;
    this.#sizeBytes = sizeBytes;
    this.#note = note;
    this.#leftover = part ?? { name, stage: 'announcing' };
    this.#isCreated = part !== null;
    this.#head = part?.head;
    this.#acknowledgedBytes = part?.writtenBytes ?? 0;
    this.#handedBytes = part?.offeredBytes ?? 0;
  }

  /** Before anything is asked of the device. */
  async begin(): Promise<Result<void, AppError>> {
    return this.#isCreated ? { ok: true, value: undefined } : this.#note(this.#leftover);
  }

  /** The device has an object for it. A journal that cannot be told holds back the first byte. */
  async created({ name }: PartialObject): Promise<void> {
    const isKnown = this.#isCreated && name === this.#leftover.name;
    this.#isCreated = true;
    this.#isSending = true;
    if (!isKnown) await this.#offer(notedEveryBytes, name);
  }

  acknowledged(writtenBytes: number): void {
    this.#acknowledgedBytes = writtenBytes;
  }

  /** The same bytes, each when the journal was told that they may be sent. Throws `SourceReadError`. */
  async *handOut(
    chunks: AsyncIterable<Uint8Array>,
    offsetBytes: number,
  ): AsyncGenerator<Uint8Array, void, undefined> {
    let position = offsetBytes;
    this.#throwFailure();
    for await (const chunk of chunks) {
      const isHeadNew = position === 0 && this.#head === undefined && chunk.length > 0;
      if (isHeadNew) this.#head = headOf(chunk);
      position += chunk.length;
      if (this.#isSending) {
        const isBeyond = position > (this.#leftover.offeredBytes ?? 0);
        if (isBeyond || isHeadNew) await this.#offer(position + notedEveryBytes);
        this.#throwFailure();
        this.#handedBytes = Math.max(this.#handedBytes, position);
      }
      yield chunk;
    }
  }

  /** What a copy that failed has left; `isCertain` when the device itself says that nothing is there. */
  left(partial: PartialObject | null, isCertain: boolean): Leftover | null {
    if (!this.#isCreated && partial === null) return isCertain ? null : this.#leftover;
    return {
      ...this.#leftoverOf(partial?.name ?? this.#leftover.name),
      ...(partial?.isWhole === true ? { stage: 'written' } : {}),
      writtenBytes: partial?.writtenBytes ?? this.#acknowledgedBytes,
      offeredBytes: Math.max(this.#handedBytes, partial?.writtenBytes ?? 0),
    };
  }

  /** Every byte is there, and was checked. */
  written(name: string): Leftover {
    return {
      ...this.#leftoverOf(name),
      stage: 'written',
      writtenBytes: this.#sizeBytes,
      offeredBytes: this.#sizeBytes,
    };
  }

  async #offer(offeredBytes: number, name = this.#leftover.name): Promise<void> {
    this.#leftover = {
      ...this.#leftoverOf(name),
      writtenBytes: this.#acknowledgedBytes,
      offeredBytes: Math.min(this.#sizeBytes, offeredBytes),
    };
    const noted = await this.#note(this.#leftover);
    if (!noted.ok) this.#failure = noted.error;
  }

  #leftoverOf(name: string): Leftover {
    return {
      name,
      stage: 'writing',
      ...(name === this.#name ? {} : { isTemporary: true }),
      ...(this.#head === undefined ? {} : { head: this.#head }),
    };
  }

  #throwFailure(): void {
    if (this.#failure !== null) throw new SourceReadError(this.#failure);
  }
}
