import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import { SourceReadError } from '../../devices/SourceReadError.ts';
import { fileErrorOf } from '../../library/fileErrorOf.ts';
import type { OpenedSource } from './CopySources.ts';

const chunkBytes = 1 << 20;

/** A file of this computer. Pipes, devices and sockets are refused, and cannot block. */
export async function openPath(path: string): Promise<Result<OpenedSource, AppError>> {
  const subject = basename(path);
  let handle: FileHandle | null = null;
  try {
    handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = await handle.stat();
    if (stats.isFile()) return ok(new OpenedFile(handle, stats.size, stats.mtimeMs, subject));
    await handle.close();
    return err({ code: stats.isDirectory() ? 'file.isDirectory' : 'file.notRegular', subject });
  } catch (error) {
    await handle?.close();
    return err(fileErrorOf(error, subject));
  }
}

class OpenedFile implements OpenedSource {
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
  readonly #handle: FileHandle;
  readonly #subject: string;

  constructor(handle: FileHandle, sizeBytes: number, modifiedAtMs: number, subject: string) {
    this.#handle = handle;
    this.sizeBytes = sizeBytes;
    this.modifiedAtMs = modifiedAtMs;
    this.#subject = subject;
  }

  async *read(offsetBytes: number): AsyncGenerator<Uint8Array, void, undefined> {
    for (let position = offsetBytes; ;) {
      // A buffer for each chunk: whoever takes it may keep it.
      const chunk = new Uint8Array(chunkBytes);
      const bytesRead = await this.#readAt(chunk, position);
      position += bytesRead;
      // Before the last byte is given away, for nobody may ask for more.
      if (bytesRead === 0 || position >= this.sizeBytes) await this.#refuseIfChanged();
      if (bytesRead === 0) return;
      yield chunk.subarray(0, bytesRead);
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#handle.close();
  }

  /** What was written to while it was copied is neither the old file nor the new one. */
  async #refuseIfChanged(): Promise<void> {
    const stats = await this.#handle.stat().catch((error: unknown) => {
      throw new SourceReadError(fileErrorOf(error, this.#subject));
    });
    if (stats.size === this.sizeBytes && stats.mtimeMs === this.modifiedAtMs) return;
    throw new SourceReadError({ code: 'file.changed', subject: this.#subject });
  }

  async #readAt(chunk: Uint8Array, position: number): Promise<number> {
    try {
      const { bytesRead } = await this.#handle.read(chunk, 0, chunk.length, position);
      return bytesRead;
    } catch (error) {
      throw new SourceReadError(fileErrorOf(error, this.#subject));
    }
  }
}
