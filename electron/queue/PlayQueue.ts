import { Emitter, type EventSource } from '../base/Emitter.ts';
import { silentLogger, type Logger } from '../base/Logger.ts';
import { err, ok, type Result } from '../base/Result.ts';
import { siblingModule } from '../base/siblingModule.ts';
import { WorkerClient, WorkerDiedError } from '../base/WorkerClient.ts';
import type { AppError, ErrorCode } from '../contract/errors.ts';
import type { UploadManifestEntry } from '../contract/files.ts';
import type { DeviceId, EntryId, UploadId } from '../contract/ids.ts';
import type { QueuePage, QueueSelection, QueueSnapshot } from '../contract/queue.ts';
import type { SetAsideReport } from '../state/sqlite/openDatabase.ts';
import type { ExportRow, QueueEntry } from './QueueEntry.ts';
import type {
  AppendOutcome,
  AppendRequest,
  Changed,
  MetadataUpdate,
  PageRequest,
  PlayMode,
  QueueChanges,
  QueueWorkerApi,
  UnreadRequest,
} from './QueueWorkerApi.ts';

export interface PlayQueueOptions {
  /** Where the rows are kept; made when it is not there. */
  readonly databaseFile: string;
  readonly logger?: Logger;
}

/**
 * The rows that are to be played. They live in SQLite in a worker thread; here is only the newest
 * snapshot. Calls take effect in the order they were made; a change is on disk, and told through
 * `changes`, before its promise settles. Beside the errors named, every method may answer `file.*`
 * (disk full, unwritable) and `profile.damaged`.
 */
export class PlayQueue implements AsyncDisposable {
  readonly #worker: WorkerClient<QueueWorkerApi>;
  readonly #changes = new Emitter<QueueSnapshot>();
  #snapshot: QueueSnapshot;
  /** What became of a saved queue that could not be used; `null` when all was well. */
  readonly setAside: SetAsideReport | null;

  private constructor(
    worker: WorkerClient<QueueWorkerApi>,
    snapshot: QueueSnapshot,
    setAside: SetAsideReport | null,
  ) {
    this.#worker = worker;
    this.#snapshot = snapshot;
    this.setAside = setAside;
  }

  /** Opens the saved queue. A damaged one is set aside and reported in `setAside`. */
  static async open(options: PlayQueueOptions): Promise<Result<PlayQueue, AppError>> {
    const { databaseFile, logger = silentLogger } = options;
    const worker = new WorkerClient<QueueWorkerApi>(siblingModule(import.meta.url, 'queueWorker'), {
      workerData: { databaseFile },
    });
    const opened = await worker.call('open', undefined);
    if (!opened.ok) {
      await worker[Symbol.asyncDispose]();
      return opened;
    }
    const { value: setAside, snapshot } = opened.value;
    if (setAside !== null) logger.warn('The saved queue was set aside', { ...setAside });
    return ok(new PlayQueue(worker, snapshot, setAside));
  }

  /** Every snapshot from now on; also when only the current entry changed. */
  get changes(): EventSource<QueueSnapshot> {
    return this.#changes;
  }

  get snapshot(): QueueSnapshot {
    return this.#snapshot;
  }

  /** Adds one batch, whole or not at all. Errors: `queue.full`. */
  append(request: AppendRequest): Promise<Result<AppendOutcome, AppError>> {
    return this.#change('append', request);
  }

  /** At most `maximumPageSize` rows from `offset` on, of all rows or of those that match `search`. */
  page(request: PageRequest): Promise<Result<QueuePage, AppError>> {
    return this.#worker.call('page', request);
  }

  /**
   * When the current entry is among them there is no current entry any more; `following` still knows
   * what came behind it. Errors: `queue.noSuchEntry`, `queue.changed`.
   */
  remove(selection: QueueSelection): Promise<Result<{ readonly removedCount: number }, AppError>> {
    return this.#change('remove', selection);
  }

  /** Errors: `queue.noSuchEntry`, `queue.changed`. */
  move(
    selection: QueueSelection,
    beforeEntryId: EntryId | null,
  ): Promise<Result<undefined, AppError>> {
    return this.#change('move', { selection, beforeEntryId });
  }

  /** Moves rows behind the current entry, also in the shuffled order. Errors as `move`. */
  playNext(selection: QueueSelection): Promise<Result<undefined, AppError>> {
    return this.#change('playNext', selection);
  }

  clear(): Promise<Result<undefined, AppError>> {
    return this.#change('clear', undefined);
  }

  /**
   * Takes the newest step back: same rows, same ids, same places. The entry that was current before
   * the step is current again, unless another has become so since. Errors: `queue.nothingToUndo`.
   */
  undo(): Promise<Result<undefined, AppError>> {
    return this.#change('undo', undefined);
  }

  /** 0-based; `null` when the entry is gone. */
  indexOf(entryId: EntryId): Promise<Result<number | null, AppError>> {
    return this.#worker.call('indexOf', entryId);
  }

  /** `null` when the entry is gone. */
  entry(entryId: EntryId): Promise<Result<QueueEntry | null, AppError>> {
    return this.#worker.call('entry', entryId);
  }

  /**
   * Also counts the entry as heard, for shuffle and for `preceding`. Errors: `queue.noSuchEntry`.
   *
   * @param walkingBack the entry is what `preceding` answered. Without it that is guessed, wrongly
   *   where the same entry was heard before and comes next
   */
  setCurrent(entryId: EntryId | null, walkingBack = false): Promise<Result<undefined, AppError>> {
    return this.#change('setCurrent', { entryId, walkingBack });
  }

  /** Entries that are gone are passed over. Give many at once: each call is one write. */
  updateMetadata(updates: readonly MetadataUpdate[]): Promise<Result<undefined, AppError>> {
    return this.#change('updateMetadata', updates);
  }

  /** An entry with an error does not come again in this shuffle round. */
  setError(entryId: EntryId, errorCode: ErrorCode | null): Promise<Result<undefined, AppError>> {
    return this.#change('setError', { entryId, errorCode });
  }

  /** Those of `files` that are rows here, or rows kept for undo, of that name and size. */
  knownUploads(
    files: readonly UploadManifestEntry[],
  ): Promise<Result<readonly UploadId[], AppError>> {
    return this.#worker.call('knownUploads', files);
  }

  /** Takes `upload.gone`, and no other error, from the rows of these uploads. */
  async uploadsBack(uploadIds: readonly UploadId[]): Promise<Result<void, AppError>> {
    const changed = await this.#change('uploadsBack', uploadIds);
    return changed.ok ? ok() : changed;
  }

  /** Marks the rows whose bytes come from these uploads. */
  setUploadErrors(
    uploadIds: readonly UploadId[] | 'all',
    errorCode: ErrorCode,
  ): Promise<Result<undefined, AppError>> {
    return this.#change('setUploadErrors', { uploadIds, errorCode });
  }

  /** Marks (or clears, with `null`) the rows whose files are on this player. */
  setDeviceErrors(
    deviceId: DeviceId | 'all',
    errorCode: ErrorCode | null,
  ): Promise<Result<undefined, AppError>> {
    return this.#change('setDeviceErrors', { deviceId, errorCode });
  }

  /** The first of the chosen rows, in order; or `queue.noSuchEntry`, `queue.changed`. */
  rowsOf(
    selection: QueueSelection,
    limit: number,
  ): Promise<Result<readonly ExportRow[], AppError>> {
    return this.#worker.call('rowsOf', { selection, limit });
  }

  /** See `UnreadRequest`. */
  entriesWithoutMetadata(request: UnreadRequest): Promise<Result<readonly QueueEntry[], AppError>> {
    return this.#worker.call('entriesWithoutMetadata', request);
  }

  /**
   * What plays after `entryId`; `null` at the end. Asking changes nothing, and the answer stays until
   * the queue or the current entry changes. With `null`: where playing begins. An entry that was
   * removed still has its place while undo remembers it.
   */
  following(entryId: EntryId | null, mode: PlayMode): Promise<Result<EntryId | null, AppError>> {
    return this.#worker.call('following', { entryId, mode });
  }

  /**
   * The next entry after `entryId` but those known to be unplayable, which do not come again in this
   * shuffle round, and those of players that are not there; another error that may be over by now (drive
   * gone) keeps no entry out. `null` at the end.
   */
  playableAfter(entryId: EntryId, mode: PlayMode): Promise<Result<QueueEntry | null, AppError>> {
    return this.#worker.call('playableAfter', { entryId, mode });
  }

  /** What played before: the row above, or with shuffle what was heard before. */
  preceding(entryId: EntryId | null, mode: PlayMode): Promise<Result<EntryId | null, AppError>> {
    return this.#worker.call('preceding', { entryId, mode });
  }

  /** A new shuffle round of all rows but the current one; to be called when shuffle is turned on. */
  restartShuffle(): Promise<Result<undefined, AppError>> {
    return this.#change('restartShuffle', undefined);
  }

  /**
   * Tells all rows in order, as they are now, whatever changes meanwhile. The next batch is read when
   * `onBatch` is done with the one before. Rejects with the signal's reason when aborted.
   */
  async exportRows(
    onBatch: (rows: readonly ExportRow[]) => Promise<void> | void,
    signal: AbortSignal,
  ): Promise<Result<undefined, AppError>> {
    signal.throwIfAborted();
    const begun = await this.#worker.call('beginExport', undefined);
    if (!begun.ok) return begun;
    const { exportNumber } = begun.value;
    try {
      for (;;) {
        signal.throwIfAborted();
        const batch = await this.#worker.call('nextExportBatch', { exportNumber });
        if (!batch.ok) return err(batch.error);
        if (batch.value.length === 0) return ok(undefined);
        await onBatch(batch.value);
      }
    } finally {
      await this.#worker.call('endExport', { exportNumber });
    }
  }

  /** Waits for the changes under way, then ends the worker. */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.#worker.call('close', undefined);
    } catch (error) {
      if (!(error instanceof WorkerDiedError)) throw error;
    }
    await this.#worker[Symbol.asyncDispose]();
  }

  async #change<Name extends keyof QueueChanges>(
    name: Name,
    input: QueueChanges[Name]['input'],
  ): Promise<Result<QueueChanges[Name]['value'], AppError>> {
    const outcome: Result<Changed<QueueChanges[Name]['value']>, AppError> = await this.#worker.call(
      name,
      input,
    );
    if (!outcome.ok) return outcome;
    this.#snapshot = outcome.value.snapshot;
    this.#changes.emit(this.#snapshot);
    return ok(outcome.value.value);
  }
}
