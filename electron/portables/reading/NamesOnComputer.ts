import { computerNameRules, safeName } from '../../devices/names/safeName.ts';
import { TakenNames } from '../../devices/names/TakenNames.ts';

/**
 * What files and folders of a player are called where they are copied to together: safe on the computer
 * they end on, inside of what they are copied to, and no two things of one name, for a player may tell
 * names apart that a computer does not.
 */
export class NamesOnComputer {
  /** By their names on the player, from the chosen folder down. */
  readonly #folders = new Map<string, readonly string[]>();
  /** By the folder they are in. */
  readonly #taken = new Map<string, TakenNames>();

  /** The way to a folder, the same one each time; none for no levels. */
  folder(levels: readonly string[]): readonly string[] {
    const name = levels.at(-1);
    if (name === undefined) return [];
    const key = JSON.stringify(levels);
    const known = this.#folders.get(key);
    if (known !== undefined) return known;
    const path = this.#in(this.folder(levels.slice(0, -1)), name);
    this.#folders.set(key, path);
    return path;
  }

  /** The way to one more file. */
  file(levels: readonly string[], name: string): readonly string[] {
    return this.#in(this.folder(levels), name);
  }

  #in(folder: readonly string[], wanted: string): readonly string[] {
    const key = folder.join('/');
    const taken = this.#taken.get(key) ?? new TakenNames(computerNameRules);
    this.#taken.set(key, taken);
    const name = taken.unique(safeName(wanted));
    taken.add(name);
    return [...folder, name];
  }
}
