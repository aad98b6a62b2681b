import { join } from 'node:path';
import { ObjectId } from '../../../contract/ids.ts';

/** A file or folder by its name in its folder; `parentId` is `null` in the root. */
interface Entry {
  readonly parentId: ObjectId | null;
  readonly name: string;
  /** How much of a part is known to be on the medium; `null` where that is not known. */
  readonly syncedBytes: number | null;
}

/**
 * The ids of the objects of one connection. They are minted, never made of names: nothing a caller sends
 * back can lead anywhere but to what was listed.
 */
export class ObjectTable {
  readonly #entries = new Map<ObjectId, Entry>();
  readonly #ids = new Map<string, ObjectId>();
  #lastNumber = 0;

  /** The same for the same place, for as long as nothing is renamed, moved or removed. */
  idOf(parentId: ObjectId | null, name: string): ObjectId {
    const key = keyOf(parentId, name);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#lastNumber += 1;
    const objectId = ObjectId.parse(`m${this.#lastNumber}`);
    this.#ids.set(key, objectId);
    this.#entries.set(objectId, { parentId, name, syncedBytes: null });
    return objectId;
  }

  get(objectId: ObjectId): Entry | undefined {
    return this.#entries.get(objectId);
  }

  /** The way below the root; `null` when the id, or one above it, names nothing. */
  pathOf(objectId: ObjectId | null): string | null {
    const names: string[] = [];
    for (let at = objectId; at !== null;) {
      const entry = this.#entries.get(at);
      if (entry === undefined) return null;
      names.unshift(entry.name);
      at = entry.parentId;
    }
    return join(...names, '.');
  }

  /** Is `folderId` the object itself, or in it? */
  isWithin(objectId: ObjectId, folderId: ObjectId | null): boolean {
    for (let at = folderId; at !== null; at = this.#entries.get(at)?.parentId ?? null) {
      if (at === objectId) return true;
    }
    return false;
  }

  /** The id stays; what had the place before names nothing. */
  relocate(objectId: ObjectId, parentId: ObjectId | null, name: string): void {
    this.forget(this.#ids.get(keyOf(parentId, name)), objectId);
    const before = this.#entries.get(objectId);
    if (before !== undefined) this.#ids.delete(keyOf(before.parentId, before.name));
    this.#ids.set(keyOf(parentId, name), objectId);
    this.#entries.set(objectId, { parentId, name, syncedBytes: null });
  }

  setSyncedBytes(objectId: ObjectId, syncedBytes: number): void {
    const entry = this.#entries.get(objectId);
    if (entry !== undefined) this.#entries.set(objectId, { ...entry, syncedBytes });
  }

  /** What is below it names nothing either: its way leads over nothing. */
  forget(objectId: ObjectId | undefined, unless?: ObjectId): void {
    const entry = objectId === undefined ? undefined : this.#entries.get(objectId);
    if (objectId === undefined || entry === undefined || objectId === unless) return;
    this.#entries.delete(objectId);
    this.#ids.delete(keyOf(entry.parentId, entry.name));
  }
}

/** No name holds a slash. */
function keyOf(parentId: ObjectId | null, name: string): string {
  return `${parentId ?? ''}/${name}`;
}
