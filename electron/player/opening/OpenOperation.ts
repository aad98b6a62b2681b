import { randomUUID } from 'node:crypto';
import type { Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { EntryId } from '../../contract/ids.ts';
import type { Placement } from '../../contract/queue.ts';
import type { AppendOutcome, AppendRequest } from '../../queue/QueueWorkerApi.ts';
import type { NewEntry } from '../../queue/QueueEntry.ts';
import { OpenTally } from './OpenTally.ts';

/** What opening needs of the queue and of those who care for its rows. */
export interface OpenTarget {
  append(request: AppendRequest): Promise<Result<AppendOutcome, AppError>>;
  /** Begins to play a row that was just added. */
  playEntry(entryId: EntryId): void;
  /** Rows were added that nobody has read yet. */
  readMetadata(): void;
}

/**
 * One act of opening, e.g. one drop: its batches are one undo step. With `playNow` and `replace` the
 * first row plays as soon as it is there, while the rest still come.
 */
export class OpenOperation {
  readonly tally = new OpenTally();
  readonly #operationId = randomUUID();
  readonly #placement: Placement;
  readonly #target: OpenTarget;
  #begun = false;

  constructor(placement: Placement, target: OpenTarget) {
    this.#placement = placement;
    this.#target = target;
  }

  /** Is what was asked for to be heard at once? */
  get plays(): boolean {
    return this.#placement.kind === 'playNow' || this.#placement.kind === 'replace';
  }

  /** @returns `false` when the queue takes no more; the failure is in the tally */
  async append(entries: readonly NewEntry[]): Promise<boolean> {
    if (entries.length === 0) return true;
    const appended = await this.#target.append({
      operationId: this.#operationId,
      placement: this.#placement,
      entries,
    });
    if (!appended.ok) {
      this.tally.fail([appended.error], entries.length);
      return false;
    }
    const { firstEntryId, addedCount } = appended.value;
    this.tally.add(addedCount);
    if (!this.#begun && this.plays && firstEntryId !== null) this.#target.playEntry(firstEntryId);
    this.#begun = true;
    this.#target.readMetadata();
    return true;
  }
}
