/** Most UTF-16 units of a string, its terminator left out (MTP 1.1, 3.2.3: 255 with it). */
export const maximumStringUnits = 254;

/** Writes a dataset, field after field, little-endian. */
export class DatasetWriter {
  #bytes = new Uint8Array(256);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  u8 = (value: number): this => this.#put(1, (at) => this.#view.setUint8(at, value));
  i8 = (value: number): this => this.#put(1, (at) => this.#view.setInt8(at, value));
  u16 = (value: number): this => this.#put(2, (at) => this.#view.setUint16(at, value, true));
  i16 = (value: number): this => this.#put(2, (at) => this.#view.setInt16(at, value, true));
  u32 = (value: number): this => this.#put(4, (at) => this.#view.setUint32(at, value, true));
  i32 = (value: number): this => this.#put(4, (at) => this.#view.setInt32(at, value, true));
  u64 = (value: bigint): this => this.#put(8, (at) => this.#view.setBigUint64(at, value, true));
  i64 = (value: bigint): this => this.#put(8, (at) => this.#view.setBigInt64(at, value, true));
  u128 = (value: bigint): this => this.u64(BigInt.asUintN(64, value)).u64(value >> 64n);
  i128 = (value: bigint): this => this.u64(BigInt.asUintN(64, value)).i64(value >> 64n);

  /** A string of at most 254 units (longer ones are a mistake of the caller); `''` is a lone zero. */
  string(text: string): this {
    if (text.length > maximumStringUnits) throw new RangeError(`String of ${text.length} units`);
    if (text === '') return this.u8(0);
    this.u8(text.length + 1);
    for (let index = 0; index < text.length; index += 1) this.u16(text.charCodeAt(index));
    return this.u16(0);
  }

  array<Element>(elements: readonly Element[], writeElement: (element: Element) => unknown): this {
    this.u32(elements.length);
    for (const element of elements) writeElement(element);
    return this;
  }

  u16Array = (values: readonly number[]): this => this.array(values, this.u16);
  u32Array = (values: readonly number[]): this => this.array(values, this.u32);

  /** What was written so far; writing on does not change it. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #put(length: number, write: (at: number) => void): this {
    const at = this.#length;
    if (at + length > this.#bytes.byteLength) {
      const larger = new Uint8Array(this.#bytes.byteLength * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    this.#length += length;
    write(at);
    return this;
  }
}
