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

/** How folders are looked at. */
export interface FolderReading {
  readonly readNames: (folderPath: string) => Promise<readonly string[]>;
  /** Differs when the folder is another, or what is in it was changed in another tick of the file system's clock. */
  readonly stampOf: (folderPath: string) => Promise<string>;
}

/**
 * The names in the folders that are written to, each folder read once: what we change ourselves is told
 * by `changing`, and that somebody else has changed a folder shows in its date. Such a change within one
 * tick of the file system's clock (2 s on FAT) after one of ours does not show: a name that is said to be
 * taken has to be asked for again after `forget`, and one that is said to be free may stand there in
 * another case.
 */
export class NamesOnVolume {
  readonly #rules: NameRules;
  readonly #reading: FolderReading;
  /** By path, in the order of use, oldest first. */
  readonly #folders = new Map<string, KnownFolder>();

  constructor(rules: NameRules, reading: Partial<FolderReading> = {}) {
    this.#rules = rules;
    this.#reading = { readNames: readdir, stampOf, ...reading };
  }

  /** How many names of the folder are the same as `name` on a player. */
  async countOf(folderPath: string, name: string): Promise<number> {
    const { counts } = await this.#read(folderPath);
    return counts.get(nameKey(name, this.#rules)) ?? 0;
  }

  /** Has the folder read anew when it is asked about next. */
  forget(folderPath: string): void {
    this.#folders.delete(folderPath);
  }

  /** Does what changes the folder as told. Where that fails, its names are not known any more. */
  async changing<Value>(
    folderPath: string,
    { added, removed }: NameChange,
    change: () => Promise<Value>,
  ): Promise<Value> {
    const known = this.#folders.get(folderPath);
    const isKnown =
      known !== undefined && known.stamp === (await this.#reading.stampOf(folderPath));
    this.#folders.delete(folderPath);
    const value = await change();
    if (!isKnown) return value;
    if (added !== undefined) this.#count(known, added, 1);
    if (removed !== undefined) this.#count(known, removed, -1);
    known.stamp = await this.#reading.stampOf(folderPath);
    this.#keep(folderPath, known);
    return value;
  }

  async #read(folderPath: string): Promise<KnownFolder> {
    // Before the names: what comes while they are read shows afterwards.
    const stamp = await this.#reading.stampOf(folderPath);
    const known = this.#folders.get(folderPath);
    if (known?.stamp === stamp) return known;
    const folder: KnownFolder = { counts: new Map(), stamp };
    for (const name of await this.#reading.readNames(folderPath)) this.#count(folder, name, 1);
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
