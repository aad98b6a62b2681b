import { closeSync, fstatSync, mkdirSync, openSync, read, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface RotatingFileOptions {
  /** Made when it is not there. */
  readonly folder: string;
  /** The file that is written, then the ones it becomes, the oldest last. */
  readonly names: readonly [string, ...string[]];
  readonly maximumBytes: number;
}

/** A piece of an open file. */
interface FilePart {
  readonly descriptor: number;
  readonly position: number;
  readonly length: number;
}

const readAt = promisify(read);

/**
 * A file that is only appended to and makes room for a new one when it is full. Lines are handed to
 * the system at once (some microseconds), so that a crash loses none. What cannot be written is
 * dropped: a full disk must not end the program because of a log line.
 */
export class RotatingFile implements Disposable {
  readonly path: string;
  readonly #options: RotatingFileOptions;
  #descriptor: number | null;
  #sizeBytes: number;

  /** Throws the file system's error when the file cannot be opened. */
  constructor(options: RotatingFileOptions) {
    this.#options = options;
    this.path = join(options.folder, options.names[0]);
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
    this.#descriptor = this.#open();
    this.#sizeBytes = fstatSync(this.#descriptor).size;
  }

  write(line: string): void {
    const bytes = Buffer.from(line);
    try {
      if (this.#sizeBytes > 0 && this.#sizeBytes + bytes.length > this.#options.maximumBytes) {
        this.#rotate();
      }
      if (this.#descriptor === null) return;
      this.#sizeBytes += writeSync(this.#descriptor, bytes);
    } catch {
      return;
    }
  }

  /**
   * The last bytes of it and the files it became, oldest first; `isCut` when they begin in the middle
   * of a file. What is written or rotated meanwhile makes no difference. Rejects with the file system's
   * error when the newest cannot be read.
   */
  async readEnd(
    maximumBytes: number,
  ): Promise<{ readonly bytes: Buffer; readonly isCut: boolean }> {
    using parts = this.#openEnd(maximumBytes);
    const chunks: Buffer[] = [];
    for (const { descriptor, position, length } of parts.list.toReversed()) {
      const buffer = Buffer.alloc(length);
      const { bytesRead } = await readAt(descriptor, buffer, 0, length, position);
      chunks.push(buffer.subarray(0, bytesRead));
    }
    return { bytes: Buffer.concat(chunks), isCut: (parts.list.at(-1)?.position ?? 0) > 0 };
  }

  [Symbol.dispose](): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  /** At one moment, before anything can be rotated: the newest first, as far as they are needed. */
  #openEnd(maximumBytes: number): { readonly list: readonly FilePart[] } & Disposable {
    const { folder, names } = this.#options;
    const list: FilePart[] = [];
    let missingBytes = maximumBytes;
    for (const name of names) {
      if (missingBytes <= 0) break;
      let descriptor: number;
      try {
        descriptor = openSync(join(folder, name), 'r');
      } catch (error) {
        if (list.length === 0) throw error;
        break;
      }
      const { size } = fstatSync(descriptor);
      const length = Math.min(size, missingBytes);
      list.push({ descriptor, position: size - length, length });
      missingBytes -= length;
    }
    return {
      list,
      [Symbol.dispose]: () => {
        for (const { descriptor } of list) closeSync(descriptor);
      },
    };
  }

  #rotate(): void {
    if (this.#descriptor === null) return;
    this[Symbol.dispose](); // Windows renames no open file
    const { folder, names } = this.#options;
    for (let index = names.length - 2; index >= 0; index -= 1) {
      rename(join(folder, names[index] ?? ''), join(folder, names[index + 1] ?? ''));
    }
    this.#descriptor = this.#open();
    this.#sizeBytes = fstatSync(this.#descriptor).size;
  }

  #open(): number {
    return openSync(this.path, 'a', 0o600);
  }
}

/** An older file that is not there, or held open by a viewer, is no reason to stop. */
function rename(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch {
    return;
  }
}
