import { lstat, opendir, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { massStorageError } from './massStorageError.ts';
import { Refusal } from './Refusal.ts';

/** Deeper than any player's folders, and than our stack. */
const maximumDepth = 200;

/**
 * Removes a file, or a folder with all that is in it; links are removed, never followed. Ends with
 * `device.partialDeletion` where something of a folder went and something did not.
 */
export async function removeTree(path: string, signal: AbortSignal, name: string): Promise<void> {
  const removal = new Removal(signal);
  try {
    await removal.remove(path, 0);
  } catch (thrown) {
    const error = massStorageError(thrown);
    if (error === null || removal.count === 0) throw thrown;
    throw new Refusal({ ...error, code: 'device.partialDeletion', subject: name });
  }
}

class Removal {
  readonly #signal: AbortSignal;
  count = 0;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  async remove(path: string, depth: number): Promise<void> {
    this.#signal.throwIfAborted();
    const stats = await lstat(path);
    if (stats.isDirectory()) {
      if (depth < maximumDepth) await this.#empty(path, depth + 1);
      await rmdir(path);
    } else {
      await unlink(path);
    }
    this.count += 1;
  }

  async #empty(path: string, depth: number): Promise<void> {
    for await (const entry of await opendir(path)) {
      await this.remove(join(path, entry.name), depth);
    }
  }
}
