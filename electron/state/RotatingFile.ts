import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  read,
  renameSync,
  write,
  writeSync,
} from 'node:fs';
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

/** A disk that says nothing must not fill the memory with lines that wait for it. */
const maximumWaitingBytes = 16_000_000;
const readAt = promisify(read);

/**
 * A file that is only appended to and makes room for a new one when it is full. Lines are written one
 * batch after the other, so that nobody waits for the disk, and what waits is flushed when the process
 * exits. What cannot be written is dropped, as is what comes faster than the disk takes it: a full disk
 * must not end the program because of a log line.
 */
export class RotatingFile implements Disposable {
  readonly path: string;
  readonly #options: RotatingFileOptions;
  #descriptor: number | null;
  /** What is in the file for certain. */
  #sizeBytes: number;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  /** Being written at `#sizeBytes`; `null` also when it was flushed meanwhile. */
  #writing: Buffer | null = null;
  /** Is the system at work on the file? Then it must stay open. */
  #isBusy = false;

  /** Throws the file system's error when the file cannot be opened. */
  constructor(options: RotatingFileOptions) {
    this.#options = options;
    this.path = join(options.folder, options.names[0]);
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
    this.#descriptor = this.#open();
    this.#sizeBytes = fstatSync(this.#descriptor).size;
    process.on('exit', this.#flushAtExit);
  }

  write(line: string): void {
    if (this.#descriptor === null || this.#waitingBytes > maximumWaitingBytes) return;
    const bytes = Buffer.from(line);
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    this.#writeNext();
  }

  /** Writes all that waits before it returns: for the moment before the process ends. */
  flush(): void {
    if (this.#descriptor === null) return;
    const bytes = this.#unwritten();
    this.#writing = null;
    this.#takeLines(Infinity);
    try {
      // What the system is at work on is written twice, at the same place.
      let done = 0;
      while (done < bytes.length) {
        done += writeSync(
          this.#descriptor,
          bytes,
          done,
          bytes.length - done,
          this.#sizeBytes + done,
        );
      }
      this.#sizeBytes += bytes.length;
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
    const unwritten = this.#unwritten();
    if (unwritten.length > maximumBytes) {
      return { bytes: unwritten.subarray(-maximumBytes), isCut: true };
    }
    using parts = this.#openEnd(maximumBytes - unwritten.length);
    const chunks: Buffer[] = [];
    for (const { descriptor, position, length } of parts.list.toReversed()) {
      const buffer = Buffer.alloc(length);
      const { bytesRead } = await readAt(descriptor, buffer, 0, length, position);
      chunks.push(buffer.subarray(0, bytesRead));
    }
    chunks.push(unwritten);
    return { bytes: Buffer.concat(chunks), isCut: (parts.list.at(-1)?.position ?? 0) > 0 };
  }

  [Symbol.dispose](): void {
    process.off('exit', this.#flushAtExit);
    this.flush();
    // Otherwise it is closed when the system is done with it.
    if (this.#descriptor !== null && !this.#isBusy) closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  readonly #flushAtExit = () => this.flush();

  #unwritten(): Buffer {
    return Buffer.concat(
      this.#writing === null ? this.#waiting : [this.#writing, ...this.#waiting],
    );
  }

  #writeNext(): void {
    const [first] = this.#waiting;
    if (this.#isBusy || first === undefined) return;
    const { maximumBytes } = this.#options;
    try {
      if (this.#sizeBytes > 0 && this.#sizeBytes + first.length > maximumBytes) this.#rotate();
    } catch {
      // Nothing can be written any more.
    }
    const descriptor = this.#descriptor;
    if (descriptor === null) return;
    const bytes = this.#takeLines(Math.max(first.length, maximumBytes - this.#sizeBytes));
    this.#writing = bytes;
    this.#isBusy = true;
    write(descriptor, bytes, 0, bytes.length, this.#sizeBytes, (error, writtenBytes) => {
      this.#isBusy = false;
      if (this.#writing === bytes) this.#settle(bytes, error === null ? writtenBytes : 0);
      if (this.#descriptor === null) closeSync(descriptor);
      else this.#writeNext();
    });
  }

  /** Goes on with the rest of what the disk took in part; drops what it refused. */
  #settle(bytes: Buffer, writtenBytes: number): void {
    this.#writing = null;
    this.#sizeBytes += writtenBytes;
    if (writtenBytes === 0 || writtenBytes === bytes.length) return;
    const rest = bytes.subarray(writtenBytes);
    this.#waiting.unshift(rest);
    this.#waitingBytes += rest.length;
  }

  /** As many of the lines that wait as are within `maximumBytes`. */
  #takeLines(maximumBytes: number): Buffer {
    let bytes = 0;
    let count = 0;
    for (const line of this.#waiting) {
      if (bytes + line.length > maximumBytes) break;
      bytes += line.length;
      count += 1;
    }
    this.#waitingBytes -= bytes;
    return Buffer.concat(this.#waiting.splice(0, count));
  }

  /** At one moment, before anything can be rotated: the newest first, as far as they are needed. */
  #openEnd(maximumBytes: number): { readonly list: readonly FilePart[] } & Disposable {
    const { folder, names } = this.#options;
    const list: FilePart[] = [];
    let missingBytes = maximumBytes;
    for (const [age, name] of names.entries()) {
      if (missingBytes <= 0 && age > 0) break;
      let descriptor: number;
      try {
        descriptor = openSync(join(folder, name), 'r');
      } catch (error) {
        if (list.length === 0) throw error;
        break;
      }
      const size = age === 0 ? this.#sizeBytes : fstatSync(descriptor).size;
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
    closeSync(this.#descriptor); // Windows renames no open file
    this.#descriptor = null;
    const { folder, names } = this.#options;
    for (let index = names.length - 2; index >= 0; index -= 1) {
      rename(join(folder, names[index] ?? ''), join(folder, names[index + 1] ?? ''));
    }
    this.#descriptor = this.#open();
    this.#sizeBytes = fstatSync(this.#descriptor).size;
  }

  #open(): number {
    // Not for appending: what is flushed while it is written goes to the same place.
    return openSync(this.path, constants.O_WRONLY | constants.O_CREAT, 0o600);
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
