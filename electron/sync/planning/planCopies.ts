import type { ErrorCode } from '../../contract/errors.ts';
import type { ConflictDecision } from '../../contract/transfers.ts';
import type { DeviceCapabilities } from '../../devices/DeviceCapabilities.ts';
import type { ObjectFormat } from '../../devices/ObjectFormat.ts';
import type { CopyFile } from './CopyFile.ts';
import { folderKey } from './FolderPath.ts';
import { isCopied, type PlannedCopy } from './PlannedCopy.ts';
import type { PlacedFile } from './placeFiles.ts';
import { TargetNames } from './TargetNames.ts';
import type { TargetTree } from './TargetTree.ts';

/** What the device allows, and what the person decided. */
export interface CopyRules {
  readonly capabilities: Pick<
    DeviceCapabilities,
    'nameRules' | 'playableFormats' | 'maximumObjectBytes'
  >;
  readonly freeBytes: number;
  /** What to do about the conflict of the file at this index; `null` while nobody decided. */
  readonly decisionFor: (index: number) => ConflictDecision | null;
}

/**
 * What copying `placed` would do, one row for each file in their order. Pure, and lazy: a long plan can
 * be made a part at a time.
 *
 * Free space is given in the order of the files, so that a file that does not fit takes no space from
 * smaller ones behind it. A file that is replaced goes only when the new one is there, so that both have
 * to fit for that moment.
 */
export function* planCopies(
  placed: readonly PlacedFile[],
  tree: TargetTree,
  rules: CopyRules,
): Generator<PlannedCopy, void, void> {
  const planner = new CopyPlanner(tree, rules);
  for (const [index, file] of placed.entries()) {
    yield planner.plan(file, rules.decisionFor(index));
  }
}

class CopyPlanner {
  readonly #names: TargetNames;
  readonly #rules: CopyRules;
  /** Copies that were planned, so that what was dropped twice goes once. */
  readonly #planned = new Set<string>();
  #freeBytes: number;

  constructor(tree: TargetTree, rules: CopyRules) {
    this.#names = new TargetNames(rules.capabilities.nameRules, tree);
    this.#rules = rules;
    this.#freeBytes = rules.freeBytes;
  }

  plan(placed: PlacedFile, decision: ConflictDecision | null): PlannedCopy {
    const { file } = placed;
    const { playableFormats } = this.#rules.capabilities;
    const folder = this.#names.resolve(placed.folder);
    const row: PlannedCopy = {
      file,
      folder,
      name: placed.name,
      step: 'copy',
      conflict: null,
      renamed: placed.renamed,
      unplayable: isUnplayable(file, playableFormats),
      refusal: null,
    };
    if (file.problem !== null) return { ...row, step: 'refuse', refusal: file.problem };
    const identity = this.#identityOf(row);
    if (this.#planned.has(identity)) return { ...row, step: 'skip' };
    const decided = this.#fitted(this.#named(row, decision));
    if (isCopied(decided.step)) {
      this.#planned.add(identity);
      this.#names.take(decided.folder, decided.name);
    }
    return decided;
  }

  /** The row with the name it can have. */
  #named(row: PlannedCopy, decision: ConflictDecision | null): PlannedCopy {
    const { folder, name } = row;
    if (!this.#names.isTaken(folder, name)) return row;
    const existing = this.#names.existing(folder, name);
    const unique = () => this.#names.unique(folder, name);
    // Nothing can take the place of a folder, or of a file that is about to be copied.
    if (existing?.kind !== 'file' || this.#planned.has(placeKey(row, this.#rules))) {
      return { ...row, name: unique(), renamed: true };
    }
    const conflicting = { ...row, conflict: existing };
    switch (decision) {
      case null:
        return { ...conflicting, step: null };
      case 'skip':
        return { ...conflicting, step: 'skip' };
      case 'keepBoth':
        return { ...conflicting, step: 'keepBoth', name: unique() };
      case 'replace':
        return existing.readOnly
          ? refused(conflicting, 'device.writeProtected')
          : { ...conflicting, step: 'replace' };
    }
  }

  /** The row if there is room for it. */
  #fitted(row: PlannedCopy): PlannedCopy {
    if (!isCopied(row.step)) return row;
    const { sizeBytes } = row.file;
    if (sizeBytes > this.#rules.capabilities.maximumObjectBytes) {
      return refused(row, 'device.objectTooLarge');
    }
    if (sizeBytes > this.#freeBytes) return refused(row, 'device.storageFull');
    this.#freeBytes -= sizeBytes;
    if (row.step === 'replace') {
      this.#freeBytes += row.conflict?.sizeBytes ?? 0;
      this.#planned.add(placeKey(row, this.#rules));
    }
    return row;
  }

  #identityOf({ file: { source }, folder }: PlannedCopy): string {
    return `${JSON.stringify(source)}\n${folderKey(folder, this.#rules.capabilities.nameRules)}`;
  }
}

function placeKey({ folder, name }: PlannedCopy, { capabilities }: CopyRules): string {
  return `place\n${folderKey([...folder, name], capabilities.nameRules)}`;
}

function refused(row: PlannedCopy, code: ErrorCode): PlannedCopy {
  const subject = row.file.relativePath.split('/').at(-1) ?? row.name;
  return { ...row, step: 'refuse', refusal: { code, subject } };
}

/** Whether a player shows texts and lists is not what the person wants to know. */
const unasked: ReadonlySet<ObjectFormat> = new Set(['text', 'm3u', 'pls', 'playlist', 'album']);

function isUnplayable(
  { format, sizeBytes, problem }: CopyFile,
  playableFormats: ReadonlySet<ObjectFormat> | null,
): boolean {
  if (problem !== null) return false;
  if (sizeBytes === 0 || format === 'other') return true;
  return !unasked.has(format) && playableFormats?.has(format) === false;
}
