import { lstat, opendir, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppError } from '../../../contract/errors.ts';
import { massStorageError } from './massStorageError.ts';
import { Refusal } from './Refusal.ts';

/** Deeper than any player's folders, and than our stack. */
const maximumDepth = 200;

/**
 * Removes a file, or a folder with all that is in it; links are removed, never followed. What cannot be
 * removed does not keep the rest: the end is `device.partialDeletion` then, or the reason alone where
 * nothing went.
 */
export async function removeTree(path: string, signal: AbortSignal, name: string): Promise<void> {
  const removal = new Removal(signal);
  await removal.remove(path, 0);
  const { firstFailure, removedCount } = removal;
  if (firstFailure === null) return;
  const error =
    removedCount === 0
      ? firstFailure
      : { ...firstFailure, code: 'device.partialDeletion' as const };
  throw new Refusal({ ...error, subject: name });
}

class Removal {
  readonly #signal: AbortSignal;
  removedCount = 0;
  firstFailure: AppError | null = null;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  async remove(path: string, depth: number): Promise<void> {
    this.#signal.throwIfAborted();
    try {
      const stats = await lstat(path);
      if (stats.isDirectory()) {
        if (depth < maximumDepth) await this.#empty(path, depth + 1);
        await rmdir(path);
      } else {
        await unlink(path);
      }
      this.removedCount += 1;
    } catch (thrown) {
      const failure = massStorageError(thrown);
      if (failure === null) throw thrown;
      // A folder that is not empty afterwards is so for an earlier reason.
      this.firstFailure ??= failure;
    }
  }

  async #empty(path: string, depth: number): Promise<void> {
    for await (const entry of await opendir(path)) {
      await this.remove(join(path, entry.name), depth);
    }
  }
}
