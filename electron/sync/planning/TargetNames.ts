import type { NameRules } from '../../devices/NameRules.ts';
import { nameKey } from '../../devices/names/legalName.ts';
import { TakenNames } from '../../devices/names/TakenNames.ts';
import { folderKey, type FolderPath } from './FolderPath.ts';
import type { TargetEntry, TargetTree } from './TargetTree.ts';

interface Folder {
  /** As it is spelled on the device. */
  readonly path: FolderPath;
  /** What was there before, by `nameKey`. */
  readonly existing: ReadonlyMap<string, TargetEntry>;
  /** Names that are taken, by what is there and by what will be. */
  readonly taken: TakenNames;
  /** Folders that will be made, by `nameKey` of the name that was wanted, as they will be called. */
  readonly made: Map<string, string>;
}

/** Which names the folders of a device have left, while a plan is made. */
export class TargetNames {
  readonly #rules: NameRules;
  readonly #tree: TargetTree;
  readonly #folders = new Map<string, Folder>();

  constructor(rules: NameRules, tree: TargetTree) {
    this.#rules = rules;
    this.#tree = tree;
  }

  /**
   * The folder as the device spells it, or will: a folder that differs in case only is the same one, and
   * where a file has the name the folder gets another.
   */
  resolve(wanted: FolderPath): FolderPath {
    let path: FolderPath = [];
    for (const name of wanted) path = [...path, this.#folderName(this.#folder(path), name)];
    return path;
  }

  /** What was in the folder under this name. */
  existing(folder: FolderPath, name: string): TargetEntry | null {
    return this.#folder(folder).existing.get(nameKey(name, this.#rules)) ?? null;
  }

  isTaken(folder: FolderPath, name: string): boolean {
    return this.#folder(folder).taken.has(name);
  }

  take(folder: FolderPath, name: string): void {
    this.#folder(folder).taken.add(name);
  }

  unique(folder: FolderPath, name: string): string {
    return this.#folder(folder).taken.unique(name);
  }

  #folderName(parent: Folder, name: string): string {
    const key = nameKey(name, this.#rules);
    const existing = parent.existing.get(key);
    if (existing?.kind === 'folder') return existing.name;
    const made = parent.made.get(key) ?? parent.taken.unique(name);
    parent.made.set(key, made);
    parent.taken.add(made);
    return made;
  }

  #folder(path: FolderPath): Folder {
    const key = folderKey(path, this.#rules);
    let folder = this.#folders.get(key);
    if (folder === undefined) {
      const entries = this.#tree.entriesOf(path);
      const existing = new Map<string, TargetEntry>();
      for (const entry of entries) {
        const entryKey = nameKey(entry.name, this.#rules);
        // Two names that are one: a device may say anything. The folder is the one that can be gone into.
        if (existing.get(entryKey)?.kind !== 'folder') existing.set(entryKey, entry);
      }
      const taken = new TakenNames(this.#rules, existing.keys());
      folder = { path, existing, taken, made: new Map() };
      this.#folders.set(key, folder);
    }
    return folder;
  }
}
