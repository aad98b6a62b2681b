import { err, ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import { protocolError } from './protocolError.ts';

const utf16 = new TextDecoder('utf-16le', { ignoreBOM: true });

/**
 * Reads a dataset, field after field, little-endian (MTP 1.1, 3.2). It never looks outside its bytes
 * and reserves nothing for what is only claimed: a field that is not there yields zero, nothing or `''`,
 * so does every later one, and `finish` answers `device.protocol`.
 */
export class DatasetReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #offset = 0;
  #failure: string | null = null;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u8 = (): number => this.#number(1, (at) => this.#view.getUint8(at));
  i8 = (): number => this.#number(1, (at) => this.#view.getInt8(at));
  u16 = (): number => this.#number(2, (at) => this.#view.getUint16(at, true));
  i16 = (): number => this.#number(2, (at) => this.#view.getInt16(at, true));
  u32 = (): number => this.#number(4, (at) => this.#view.getUint32(at, true));
  i32 = (): number => this.#number(4, (at) => this.#view.getInt32(at, true));
  u64 = (): bigint => this.#bigint(8, (at) => this.#view.getBigUint64(at, true));
  i64 = (): bigint => this.#bigint(8, (at) => this.#view.getBigInt64(at, true));
  u128 = (): bigint => this.u64() | (this.u64() << 64n);
  i128 = (): bigint => this.u64() | (this.i64() << 64n);

  /** A 64-bit size or count; what no file system holds is cut down to the largest exact number. */
  size64(): number {
    const value = this.u64();
    return value > Number.MAX_SAFE_INTEGER ? Number.MAX_SAFE_INTEGER : Number(value);
  }

  /**
   * A string: the count of its UTF-16 units with the terminator, then the units. It ends at the first
   * NUL whatever the count says; lone surrogates become U+FFFD.
   */
  string(): string {
    const start = this.#take(this.u8() * 2);
    if (start === null) return '';
    const units = this.#bytes.subarray(start, this.#offset);
    const text = utf16.decode(units);
    const end = text.indexOf('\0');
    return end === -1 ? text : text.slice(0, end);
  }

  /** An array: a 32-bit count, then the elements, each at least `elementBytes` long. */
  array<Element>(elementBytes: number, readElement: () => Element): Element[] {
    const count = this.u32();
    if (count * elementBytes > this.remainingBytes) {
      this.fail(`array of ${count} in ${this.remainingBytes} bytes`);
      return [];
    }
    const elements: Element[] = [];
    for (let index = 0; index < count && !this.failed; index += 1) elements.push(readElement());
    return elements;
  }

  u16Array = (): number[] => this.array(2, this.u16);
  u32Array = (): number[] => this.array(4, this.u32);

  get remainingBytes(): number {
    return this.#bytes.byteLength - this.#offset;
  }

  get failed(): boolean {
    return this.#failure !== null;
  }

  /** Makes the dataset wrong from here on; the first reason is the one that is reported. */
  fail(reason: string): void {
    this.#failure ??= reason;
    this.#offset = this.#bytes.byteLength;
  }

  /** The dataset, unless anything that was read was not there. What follows it is ignored. */
  finish<Dataset>(name: string, dataset: Dataset): Result<Dataset, AppError> {
    return this.#failure === null ? ok(dataset) : err(protocolError(`${name}: ${this.#failure}`));
  }

  #number(length: number, read: (at: number) => number): number {
    const at = this.#take(length);
    return at === null ? 0 : read(at);
  }

  #bigint(length: number, read: (at: number) => bigint): bigint {
    const at = this.#take(length);
    return at === null ? 0n : read(at);
  }

  #take(length: number): number | null {
    if (this.failed) return null;
    const at = this.#offset;
    if (length > this.remainingBytes) {
      this.fail(`${length} bytes wanted at ${at} of ${this.#bytes.byteLength}`);
      return null;
    }
    this.#offset += length;
    return at;
  }
}
