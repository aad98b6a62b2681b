import { mkdir, readFile, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Mutex } from '../base/Mutex.ts';
import { writeFileAtomically } from '../base/writeFileAtomically.ts';

/** What a JSON file held. */
export type JsonFileContent<Value> =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'missing' }
  /** It was no JSON, or not of the right shape; it is kept beside as `keptAs`. */
  | { readonly kind: 'damaged'; readonly keptAs: string };

/**
 * One small value in one file, only for its owner to read. Writes are atomic and in order; of writes
 * that wait for one under way only the newest is made, and settles all of them.
 */
export class JsonFile<Value> {
  readonly #path: string;
  readonly #parse: (json: unknown) => Value | undefined;
  readonly #mutex = new Mutex();
  #waiting: { readonly value: Value; readonly written: Promise<void> } | null = null;

  /** @param parse gives `undefined` for what has not the right shape */
  constructor(path: string, parse: (json: unknown) => Value | undefined) {
    this.#path = path;
    this.#parse = parse;
  }

  /** Rejects with the file system's error when the file is there and cannot be read. */
  async read(now: Date = new Date()): Promise<JsonFileContent<Value>> {
    let text: string;
    try {
      text = await readFile(this.#path, 'utf8');
    } catch (error) {
      if (isSystemError(error) && error.code === 'ENOENT') return { kind: 'missing' };
      throw error;
    }
    const value = this.#parse(parseJson(text));
    return value === undefined
      ? { kind: 'damaged', keptAs: await this.#setAside(now) }
      : { kind: 'value', value };
  }

  /** Settles when `value`, or a newer one, is on disk. Rejects with the file system's error. */
  write(value: Value): Promise<void> {
    const written =
      this.#waiting?.written ??
      this.#mutex.runExclusive(async () => {
        const newest = this.#waiting?.value ?? value;
        this.#waiting = null;
        await mkdir(dirname(this.#path), { recursive: true });
        await writeFileAtomically(this.#path, `${JSON.stringify(newest, null, 2)}\n`, {
          mode: 0o600,
        });
      });
    this.#waiting = { value, written };
    return written;
  }

  async #setAside(now: Date): Promise<string> {
    const stamp = now.toISOString().replaceAll(':', '-');
    const keptAs = basename(this.#path, '.json') + `.damaged-${stamp}.json`;
    await rename(this.#path, join(dirname(this.#path), keptAs));
    return keptAs;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}
