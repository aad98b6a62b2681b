import { mkdir, readFile, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod/mini';
import type { Logger } from '../base/Logger.ts';
import { Mutex } from '../base/Mutex.ts';
import { writeFileAtomically } from '../base/writeFileAtomically.ts';

/** The shape of each field, as of a `z.object`. */
type FieldShapes<Value> = { readonly [Name in keyof Value]-?: z.ZodMiniType<Value[Name]> };

export interface JsonFileOptions<Value extends object> {
  readonly path: string;
  readonly shapes: FieldShapes<Value>;
  /** For the fields that are not there, or not as they should be. */
  readonly defaults: Value;
  readonly logger: Logger;
}

/**
 * One small object in one file, only for its owner to read. Writes are atomic and in order; of writes
 * that wait for one under way only the newest is made, and settles all of them.
 */
export class JsonFile<Value extends object> {
  /** What it held when it was opened, and the defaults of what it did not. */
  readonly initialValue: Value;
  /** Name of the file that damaged content is kept in, beside this one; `null` when all was well. */
  readonly damagedKeptAs: string | null;
  readonly #path: string;
  readonly #mutex = new Mutex();
  #waiting: { readonly value: Value; readonly written: Promise<void> } | null = null;

  private constructor(path: string, initialValue: Value, damagedKeptAs: string | null) {
    this.#path = path;
    this.initialValue = initialValue;
    this.damagedKeptAs = damagedKeptAs;
  }

  /**
   * Reads what is there, field by field. A field that is missing was not known to the version that
   * wrote the file, one that is unknown was added by a newer one: neither is damage. A field that is
   * there and has not its shape is; a list keeps its elements that have theirs. Damaged content is kept
   * aside, and what is sound of it is written anew. A file that cannot be read is logged, and as if it
   * were not there.
   */
  static async open<Value extends object>(
    options: JsonFileOptions<Value>,
    now: Date = new Date(),
  ): Promise<JsonFile<Value>> {
    const { path, defaults, logger } = options;
    const file = basename(path);
    try {
      const text = await readText(path);
      if (text === null) return new JsonFile(path, defaults, null);
      const { value, isDamaged } = soundFields(parseJson(text), options);
      if (!isDamaged) return new JsonFile(path, value, null);
      const keptAs = await setAside(path, now);
      logger.warn('Saved data was damaged', { file, keptAs });
      const opened = new JsonFile(path, value, keptAs);
      // What cannot be written now is written with the next change.
      await opened.write(value).catch((error: unknown) => {
        logger.error('What was sound of saved data could not be written', { file, error });
      });
      return opened;
    } catch (error) {
      logger.error('Saved data could not be read', { file, error });
      return new JsonFile(path, defaults, null);
    }
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
}

/** `null` when it is not there. */
async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function soundFields<Value extends object>(
  json: unknown,
  { shapes, defaults }: JsonFileOptions<Value>,
): { readonly value: Value; readonly isDamaged: boolean } {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return { value: defaults, isDamaged: true };
  }
  const value = { ...defaults };
  const given = new Map<string, unknown>(Object.entries(json));
  let isDamaged = false;
  // `Object.keys` forgets which keys an object has.
  for (const name of Object.keys(shapes) as Extract<keyof Value, string>[]) {
    if (!given.has(name)) continue;
    const parsed = shapes[name].safeParse(given.get(name));
    if (!parsed.success) isDamaged = true;
    const sound = parsed.success ? parsed : soundElements(shapes[name], given.get(name));
    if (sound.success) value[name] = sound.data;
  }
  return { value, isDamaged };
}

function soundElements<Field>(shape: z.ZodMiniType<Field>, json: unknown) {
  const sound =
    shape instanceof z.ZodMiniArray && Array.isArray(json)
      ? json.filter((element) => z.safeParse(shape.def.element, element).success)
      : json;
  return shape.safeParse(sound);
}

async function setAside(path: string, now: Date): Promise<string> {
  const stamp = now.toISOString().replaceAll(':', '-');
  const keptAs = `${basename(path, '.json')}.damaged-${stamp}.json`;
  await rename(path, join(dirname(path), keptAs));
  return keptAs;
}
