import { nameKey } from '../../devices/names/legalName.ts';
import { computerNameRules, safeName } from '../../devices/names/safeName.ts';
import { uniqueName } from '../../devices/names/uniqueName.ts';

/**
 * What files and folders of a player are called in one archive: safe on the computer it ends on, inside of
 * the archive, and no two things of one name, for a player may tell names apart that a computer does not.
 */
export class ArchiveNames {
  /** By their names on the player, from the chosen folder down. */
  readonly #folders = new Map<string, string>();
  /** Keys of names by the folder they are in. */
  readonly #taken = new Map<string, Set<string>>();

  /** The path of a folder, the same one each time; empty for no levels. */
  folder(levels: readonly string[]): string {
    const name = levels.at(-1);
    if (name === undefined) return '';
    const key = JSON.stringify(levels);
    const known = this.#folders.get(key);
    if (known !== undefined) return known;
    const path = this.#nameIn(this.folder(levels.slice(0, -1)), name);
    this.#folders.set(key, path);
    return path;
  }

  /** A path for one more file. */
  file(levels: readonly string[], name: string): string {
    return this.#nameIn(this.folder(levels), name);
  }

  #nameIn(folder: string, wanted: string): string {
    const taken = this.#taken.get(folder) ?? new Set<string>();
    const name = uniqueName(safeName(wanted), taken, computerNameRules);
    this.#taken.set(folder, taken.add(nameKey(name, computerNameRules)));
    return folder === '' ? name : `${folder}/${name}`;
  }
}
