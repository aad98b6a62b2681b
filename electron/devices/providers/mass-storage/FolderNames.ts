import { lstat, readdir } from 'node:fs/promises';
import { nameKey } from '../../names/legalName.ts';
import type { NameRules } from '../../NameRules.ts';

/** Folders whose names are kept; a copy of a library goes from one to the next. */
const maximumFolders = 16;

interface KnownFolder {
  /** How often a name stands in the folder, by `nameKey`: names that are one on a player may be two here. */
  readonly counts: Map<string, number>;
  /** Which state of the folder this is. */
  stamp: string;
}

/** What one change of ours makes of a folder's names. */
export interface NameChange {
  readonly added?: string;
  readonly removed?: string;
}

/**
 * The names in the folders that are written to, each folder read once: what we change ourselves is known,
 * and that somebody else has changed a folder shows in its date. A change within one tick of the file
 * system's clock after one of ours does not show; the name itself is looked for on the volume all the same
 * before it is taken, so that all this could lead to are two names that differ in their case.
 */
export class FolderNames {
  readonly #rules: NameRules;
  readonly #readNames: (folderPath: string) => Promise<readonly string[]>;
  /** By path, in the order of use, oldest first. */
  readonly #folders = new Map<string, KnownFolder>();

  constructor(
    rules: NameRules,
    readNames: (folderPath: string) => Promise<readonly string[]> = readdir,
  ) {
    this.#rules = rules;
    this.#readNames = readNames;
  }

  /** How many names of the folder are the same as `name` on a player. */
  async countOf(folderPath: string, name: string): Promise<number> {
    const { counts } = await this.#read(folderPath);
    return counts.get(nameKey(name, this.#rules)) ?? 0;
  }

  /** Does what changes the folder as told. Where that fails, its names are not known any more. */
  async changing<Value>(
    folderPath: string,
    { added, removed }: NameChange,
    change: () => Promise<Value>,
  ): Promise<Value> {
    const known = this.#folders.get(folderPath);
    const isKnown = known !== undefined && known.stamp === (await stampOf(folderPath));
    this.#folders.delete(folderPath);
    const value = await change();
    if (!isKnown) return value;
    if (added !== undefined) this.#count(known, added, 1);
    if (removed !== undefined) this.#count(known, removed, -1);
    known.stamp = await stampOf(folderPath);
    this.#keep(folderPath, known);
    return value;
  }

  async #read(folderPath: string): Promise<KnownFolder> {
    // Before the names: what comes while they are read shows afterwards.
    const stamp = await stampOf(folderPath);
    const known = this.#folders.get(folderPath);
    if (known?.stamp === stamp) return known;
    const folder: KnownFolder = { counts: new Map(), stamp };
    for (const name of await this.#readNames(folderPath)) this.#count(folder, name, 1);
    this.#keep(folderPath, folder);
    return folder;
  }

  #count({ counts }: KnownFolder, name: string, change: 1 | -1): void {
    const key = nameKey(name, this.#rules);
    const count = (counts.get(key) ?? 0) + change;
    if (count > 0) counts.set(key, count);
    else counts.delete(key);
  }

  #keep(folderPath: string, folder: KnownFolder): void {
    this.#folders.delete(folderPath);
    this.#folders.set(folderPath, folder);
    const [oldest] = this.#folders.keys();
    if (this.#folders.size > maximumFolders && oldest !== undefined) this.#folders.delete(oldest);
  }
}

async function stampOf(folderPath: string): Promise<string> {
  const { dev, ino, mtimeNs, ctimeNs } = await lstat(folderPath, { bigint: true });
  return `${dev} ${ino} ${mtimeNs} ${ctimeNs}`;
}
