import type { EntryId } from '../../contract/ids.ts';
import type { Placement, QueueSelection, QueueSnapshot } from '../../contract/queue.ts';
import { normaliseForSearch, searchWordsOf } from '../searchText.ts';

interface ModelRow {
  readonly id: EntryId;
  readonly name: string;
}

type Undo = NonNullable<QueueSnapshot['undo']>;

interface ModelStep extends Undo {
  readonly rowsBefore: readonly ModelRow[];
  readonly currentBefore: EntryId | null;
  readonly currentAfter: EntryId | null;
}

const maximumSteps = 20;

/** The queue as a plain list and a list of earlier lists. Methods answer `false` for a refusal. */
export class QueueModel {
  rows: readonly ModelRow[] = [];
  currentId: EntryId | null = null;
  readonly #steps: ModelStep[] = [];

  get newestUndo(): Undo | null {
    const step = this.#steps.at(-1);
    return step === undefined ? null : { kind: step.kind, count: step.count };
  }

  indexOf(id: EntryId | null): number {
    return this.rows.findIndex((row) => row.id === id);
  }

  matching(search: string): readonly ModelRow[] {
    const words = searchWordsOf(search);
    return this.rows.filter(({ name }) =>
      words.every((word) => normaliseForSearch(name).includes(word)),
    );
  }

  append(placement: Placement, added: readonly ModelRow[]): void {
    const replaces = placement.kind === 'replace' && this.rows.length > 0;
    const rows = replaces ? [] : this.rows;
    const at = replaces ? 0 : this.#placeFor(placement);
    this.#step(replaces ? 'replace' : 'add', added.length, rows.toSpliced(at, 0, ...added));
  }

  remove(selection: QueueSelection): boolean {
    const chosen = this.#chosen(selection);
    if (chosen.length === 0) return false;
    this.#step('remove', chosen.length, without(this.rows, chosen));
    return true;
  }

  move(selection: QueueSelection, before: EntryId | null): boolean {
    const chosen = this.#chosen(selection);
    if (chosen.length === 0 || (before !== null && this.indexOf(before) === -1)) return false;
    this.#moveTo(chosen, before === null ? this.rows.length : this.indexOf(before));
    return true;
  }

  playNext(selection: QueueSelection): boolean {
    const chosen = this.#chosen(selection);
    if (chosen.length === 0) return false;
    const movable = chosen.filter(({ id }) => id !== this.currentId);
    if (movable.length > 0) this.#moveTo(movable, this.indexOf(this.currentId) + 1);
    return true;
  }

  clear(): void {
    if (this.rows.length > 0) this.#step('clear', this.rows.length, []);
  }

  undo(): boolean {
    const step = this.#steps.pop();
    if (step === undefined) return false;
    this.rows = step.rowsBefore;
    const isGone = this.currentId !== null && this.indexOf(this.currentId) === -1;
    if (isGone || this.currentId === step.currentAfter) {
      this.currentId = this.indexOf(step.currentBefore) === -1 ? null : step.currentBefore;
    }
    return true;
  }

  setCurrent(id: EntryId | null): boolean {
    if (id !== null && this.indexOf(id) === -1) return false;
    this.currentId = id;
    return true;
  }

  #moveTo(chosen: readonly ModelRow[], index: number): void {
    const above = without(this.rows.slice(0, index), chosen);
    const below = without(this.rows.slice(index), chosen);
    const rows = [...above, ...chosen, ...below];
    if (rows.every((row, place) => row === this.rows[place])) return;
    this.#step('move', chosen.length, rows);
  }

  #placeFor(placement: Placement): number {
    if (placement.kind === 'playNext') return this.indexOf(this.currentId) + 1;
    const index = placement.kind === 'before' ? this.indexOf(placement.entryId) : -1;
    return index === -1 ? this.rows.length : index;
  }

  #chosen(selection: QueueSelection): readonly ModelRow[] {
    switch (selection.kind) {
      case 'some':
        return this.rows.filter(({ id }) => selection.entryIds.includes(id));
      case 'all':
        return this.matching(selection.search ?? '').filter(
          ({ id }) => !selection.except.includes(id),
        );
      case 'range': {
        const { firstIndex, lastIndex } = selection;
        return this.rows.slice(
          Math.min(firstIndex, lastIndex),
          Math.max(firstIndex, lastIndex) + 1,
        );
      }
    }
  }

  #step(kind: Undo['kind'], count: number, rows: readonly ModelRow[]): void {
    const rowsBefore = this.rows;
    const currentBefore = this.currentId;
    this.rows = rows;
    if (this.indexOf(this.currentId) === -1) this.currentId = null;
    const currentAfter = this.currentId;
    this.#steps.push({ kind, count, rowsBefore, currentBefore, currentAfter });
    if (this.#steps.length > maximumSteps) this.#steps.shift();
  }
}

function without(rows: readonly ModelRow[], chosen: readonly ModelRow[]): readonly ModelRow[] {
  return rows.filter((row) => !chosen.includes(row));
}
