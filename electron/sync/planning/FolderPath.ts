import type { NameRules } from '../../devices/NameRules.ts';
import { nameKey } from '../../devices/names/legalName.ts';

/** Names of folders from the root of a storage down; empty for the root. */
export type FolderPath = readonly string[];

/** Two paths with the same key are one folder on a device with these rules. A device may name anything. */
export function folderKey(path: FolderPath, rules: NameRules): string {
  return JSON.stringify(path.map((name) => nameKey(name, rules)));
}
