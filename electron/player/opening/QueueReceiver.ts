import { randomUUID } from 'node:crypto';
import { assertNever } from '../../base/assertNever.ts';
import { ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { EntryId } from '../../contract/ids.ts';
import type { Placement } from '../../contract/queue.ts';
import type { EntryLocation, NewEntry } from '../../queue/QueueEntry.ts';
import type { AppendOutcome, AppendRequest } from '../../queue/QueueWorkerApi.ts';
import type { FileReceiver, OpenedFile } from './FileReceiver.ts';

/** What opening needs of the queue and of those who care for its rows. */
export interface QueueTarget {
  append(request: AppendRequest): Promise<Result<AppendOutcome, AppError>>;
  /** Begins to play a row that was just added. */
  playEntry(entryId: EntryId): void;
  /** Rows were added that nobody has read yet. */
  readMetadata(): void;
}

/**
 * Rows of the queue for opened files: one step of undo. With `playNow` and `replace` the first row plays
 * as soon as it is there, while the rest still come.
 */
export class QueueReceiver implements FileReceiver {
  readonly accepts = 'media';
  readonly #operationId = randomUUID();
  readonly #placement: Placement;
  readonly #target: QueueTarget;
  #begun = false;

  constructor(placement: Placement, target: QueueTarget) {
    this.#placement = placement;
    this.#target = target;
  }

  add(files: readonly OpenedFile[]): Promise<Result<number, AppError>> {
    return this.append(files.map(toEntry));
  }

  async append(entries: readonly NewEntry[]): Promise<Result<number, AppError>> {
    const appended = await this.#target.append({
      operationId: this.#operationId,
      placement: this.#placement,
      entries,
    });
    if (!appended.ok) return appended;
    const { firstEntryId, addedCount } = appended.value;
    if (!this.#begun && this.#plays && firstEntryId !== null) this.#target.playEntry(firstEntryId);
    this.#begun = true;
    this.#target.readMetadata();
    return ok(addedCount);
  }

  end(): void {
    return;
  }

  /** Is what was asked for to be heard at once? */
  get #plays(): boolean {
    return this.#placement.kind === 'playNow' || this.#placement.kind === 'replace';
  }
}

function toEntry(file: OpenedFile): NewEntry {
  const { relativePath, hint } = file;
  const fileName = relativePath.slice(relativePath.lastIndexOf('/') + 1);
  return { location: locationOf(file), fileName, ...(hint !== undefined && { hint }) };
}

function locationOf(file: OpenedFile): EntryLocation {
  switch (file.kind) {
    case 'path':
      return { kind: 'path', path: file.path };
    case 'upload': {
      const { uploadId, relativePath, sizeBytes } = file;
      return { kind: 'upload', uploadId, relativePath, sizeBytes };
    }
    case 'device':
      return { kind: 'device', ...file.place };
    default:
      return assertNever(file);
  }
}
