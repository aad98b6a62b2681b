import type { NameRules } from '../../devices/NameRules.ts';
import { folderKey, type FolderPath } from './FolderPath.ts';

/** What has a name in a folder of the device already. */
export interface TargetEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
  readonly sizeBytes: number;
  readonly modifiedAtMs: number | null;
  readonly readOnly: boolean;
}

/** The folders of a device that files would go to, as they were when they were read. */
export class TargetTree {
  readonly #rules: NameRules;
  readonly #entries = new Map<string, readonly TargetEntry[]>();

  constructor(rules: NameRules) {
    this.#rules = rules;
  }

  set(folder: FolderPath, entries: readonly TargetEntry[]): void {
    this.#entries.set(folderKey(folder, this.#rules), entries);
  }

  has(folder: FolderPath): boolean {
    return this.#entries.has(folderKey(folder, this.#rules));
  }

  /** Empty for a folder that is not there. */
  entriesOf(folder: FolderPath): readonly TargetEntry[] {
    return this.#entries.get(folderKey(folder, this.#rules)) ?? [];
  }
}
