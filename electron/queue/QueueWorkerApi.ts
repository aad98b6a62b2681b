import type { Result } from '../base/Result.ts';
import type { AppError, ErrorCode } from '../contract/errors.ts';
import type { UploadManifestEntry } from '../contract/files.ts';
import type { DeviceId, EntryId, UploadId } from '../contract/ids.ts';
import type { RepeatMode } from '../contract/playback.ts';
import type { Placement, QueuePage, QueueSelection, QueueSnapshot } from '../contract/queue.ts';
import type { SetAsideReport } from '../state/sqlite/openDatabase.ts';
import type { EntryMetadata, ExportRow, NewEntry, QueueEntry } from './QueueEntry.ts';

/** How the order of playing is made of the order of rows. */
export interface PlayMode {
  /** `one` counts as `all` here: whoever presses Next under it goes on, round and round. */
  readonly repeat: RepeatMode;
  readonly shuffle: boolean;
}

/** One batch of rows of one operation, e.g. of one drop. */
export interface AppendRequest {
  /**
   * Batches with the same id are one undo step and stay together: a later one follows the last row
   * of the one before, whatever its placement says.
   */
  readonly operationId: string;
  /**
   * `before` an entry that is gone appends. `playNext` goes behind the current entry, also in the
   * shuffled order; without a current entry, to the front.
   */
  readonly placement: Placement;
  readonly entries: readonly NewEntry[];
}

export interface AppendOutcome {
  /** `null` when no row was added. */
  readonly firstEntryId: EntryId | null;
  /** Of the batch; also files of an upload that had come before main was killed, and have their row. */
  readonly addedCount: number;
}

export interface MetadataUpdate {
  readonly entryId: EntryId;
  readonly metadata: EntryMetadata;
}

export interface PageRequest {
  readonly offset: number;
  readonly limit: number;
  readonly search?: string | undefined;
}

/** Rows whose file has not been read yet, by age. */
export interface UnreadRequest {
  /** Files of this machine, or of pages that are there. */
  readonly kind: 'path' | 'upload';
  /** Those that came after this one. */
  readonly afterEntryId: EntryId | null;
  readonly limit: number;
}

/** What changes the queue, or may: every answer tells the queue as it was right after it. */
export interface QueueChanges {
  readonly open: Call<undefined, SetAsideReport | null>;
  readonly append: Call<AppendRequest, AppendOutcome>;
  readonly remove: Call<QueueSelection, { readonly removedCount: number }>;
  readonly move: Call<{
    readonly selection: QueueSelection;
    readonly beforeEntryId: EntryId | null;
  }>;
  readonly playNext: Call<QueueSelection>;
  readonly clear: Call<undefined>;
  readonly undo: Call<undefined>;
  readonly setCurrent: Call<{
    readonly entryId: EntryId | null;
    readonly walkingBack: boolean;
  }>;
  readonly updateMetadata: Call<readonly MetadataUpdate[]>;
  readonly setError: Call<{ readonly entryId: EntryId; readonly errorCode: ErrorCode | null }>;
  readonly setUploadErrors: Call<{
    readonly uploadIds: readonly UploadId[] | 'all';
    readonly errorCode: ErrorCode;
  }>;
  readonly uploadsBack: Call<readonly UploadId[]>;
  readonly setDeviceErrors: Call<{
    readonly deviceId: DeviceId | 'all';
    readonly errorCode: ErrorCode | null;
  }>;
  readonly restartShuffle: Call<undefined>;
}

/** What only asks. */
export interface QueueQueries {
  readonly page: Call<PageRequest, QueuePage>;
  readonly indexOf: Call<EntryId, number | null>;
  readonly entry: Call<EntryId, QueueEntry | null>;
  readonly rowsOf: Call<
    { readonly selection: QueueSelection; readonly limit: number },
    readonly ExportRow[]
  >;
  readonly entriesWithoutMetadata: Call<UnreadRequest, readonly QueueEntry[]>;
  readonly knownUploads: Call<readonly UploadManifestEntry[], readonly UploadId[]>;
  readonly following: Call<NeighbourRequest, EntryId | null>;
  readonly preceding: Call<NeighbourRequest, EntryId | null>;
  readonly playableAfter: Call<
    { readonly entryId: EntryId; readonly mode: PlayMode },
    QueueEntry | null
  >;
  readonly beginExport: Call<undefined, { readonly exportNumber: number }>;
  /** The next rows; none at the end. */
  readonly nextExportBatch: Call<{ readonly exportNumber: number }, readonly ExportRow[]>;
  readonly endExport: Call<{ readonly exportNumber: number }>;
  /** The last call: what came before is on disk, and the file is closed. */
  readonly close: Call<undefined>;
}

export interface NeighbourRequest {
  readonly entryId: EntryId | null;
  readonly mode: PlayMode;
}

interface Call<Input, Value = undefined> {
  readonly input: Input;
  readonly value: Value;
}

export interface Changed<Value> {
  readonly value: Value;
  readonly snapshot: QueueSnapshot;
}

/** The methods of the queue's worker thread. */
export type QueueWorkerApi = Readonly<
  {
    [Name in keyof QueueChanges]: {
      input: QueueChanges[Name]['input'];
      progress: never;
      output: Result<Changed<QueueChanges[Name]['value']>, AppError>;
    };
  } & {
    [Name in keyof QueueQueries]: {
      input: QueueQueries[Name]['input'];
      progress: never;
      output: Result<QueueQueries[Name]['value'], AppError>;
    };
  }
>;
