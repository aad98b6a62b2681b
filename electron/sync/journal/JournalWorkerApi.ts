import type { Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceId, TransferId, UploadId } from '../../contract/ids.ts';
import type {
  TransferPageRequest,
  TransferRow,
  TransferSelection,
} from '../../contract/transfers.ts';
import type { SetAsideReport } from '../../state/sqlite/openDatabase.ts';
import type { JournalState, Leftover, NewTransfer, Transfer } from './Transfer.ts';

/**
 * The transfers of one player, counted: `count`, `waitingCount` and `retryableCount` all that are on
 * its list, the others what was asked for since nothing waited.
 */
export interface JournalSummary {
  readonly deviceId: DeviceId;
  readonly count: number;
  readonly waitingCount: number;
  /** Failed and cancelled. */
  readonly retryableCount: number;
  /** Waiting, done and failed. */
  readonly batchCount: number;
  readonly doneCount: number;
  readonly failedCount: number;
  readonly skippedCount: number;
  /** Waiting, done and failed. */
  readonly totalBytes: number;
  readonly waitingBytes: number;
  readonly doneBytes: number;
}

/** What the waiting transfers of a player need of a session. */
export interface WaitingKinds {
  readonly toDevice: boolean;
  readonly fromDevice: boolean;
  readonly replace: boolean;
}

export interface JournalPage {
  readonly count: number;
  readonly rows: readonly TransferRow[];
}

/** What changes the journal; every answer tells how the player stands after it. */
export interface JournalChanges {
  /** Puts what was gathered under this number at the end, all of it or nothing. */
  readonly add: Call<{ readonly deviceId: DeviceId; readonly gatheringNumber: number }>;
  readonly noteLeftover: Call<{
    readonly deviceId: DeviceId;
    readonly transferId: TransferId;
    readonly leftover: Leftover | null;
  }>;
  readonly finish: Call<{
    readonly deviceId: DeviceId;
    readonly transferId: TransferId;
    /** One that was taken up again meanwhile keeps its state. */
    readonly attempt: number;
    readonly state: Exclude<JournalState, 'waiting'>;
    readonly error: AppError | null;
    /** What is still there of it. */
    readonly leftover: Leftover | null;
    readonly logLine: string;
  }>;
  readonly cancel: Call<Selected, readonly TransferId[]>;
  readonly retry: Call<Selected>;
  /** Copies that failed since these were gone wait again. */
  readonly uploadsBack: Call<{
    readonly deviceId: DeviceId;
    readonly uploadIds: readonly UploadId[];
  }>;
  readonly clearFinished: Call<{ readonly deviceId: DeviceId }>;
  readonly log: Call<{ readonly deviceId: DeviceId; readonly line: string }>;
  readonly forget: Call<{ readonly deviceId: DeviceId }, ForgottenParts>;
}

/** Parts of copies that nobody goes on with. */
export interface ForgottenParts {
  /** Names of the copies of which a part is on the player. */
  readonly namesOnPlayer: readonly string[];
  /** Copies of which a part is on this computer. */
  readonly received: readonly Transfer[];
}

interface Selected {
  readonly deviceId: DeviceId;
  readonly selection: TransferSelection;
}

/** What only asks. */
export interface JournalQueries {
  readonly open: Call<
    undefined,
    { readonly setAside: SetAsideReport | null; readonly summaries: readonly JournalSummary[] }
  >;
  /** Keeps a part of what is to be added; it is not in the journal before `add`. */
  readonly gather: Call<{
    readonly gatheringNumber: number;
    readonly transfers: readonly NewTransfer[];
  }>;
  /** The first that waits. */
  readonly next: Call<{ readonly deviceId: DeviceId }, Transfer | null>;
  readonly waitingKinds: Call<{ readonly deviceId: DeviceId }, WaitingKinds>;
  /** What ended and left something behind. */
  readonly leftovers: Call<{ readonly deviceId: DeviceId }, readonly Transfer[]>;
  /** Those of `uploads` that copies are, or may be, waiting for, of that size. */
  readonly knownUploads: Call<
    {
      readonly uploads: readonly { readonly uploadId: UploadId; readonly sizeBytes: number }[];
    },
    readonly UploadId[]
  >;
  readonly page: Call<TransferPageRequest, JournalPage>;
  readonly readLog: Call<{ readonly deviceId: DeviceId }, string>;
  /** The last call: what came before is on disk, and the file is closed. */
  readonly close: Call<undefined>;
}

interface Call<Input, Value = undefined> {
  readonly input: Input;
  readonly value: Value;
}

export interface Changed<Value> {
  readonly value: Value;
  readonly summary: JournalSummary;
}

/** The methods of the journal's worker thread. */
export type JournalWorkerApi = Readonly<
  {
    [Name in keyof JournalChanges]: {
      input: JournalChanges[Name]['input'];
      progress: never;
      output: Result<Changed<JournalChanges[Name]['value']>, AppError>;
    };
  } & {
    [Name in keyof JournalQueries]: {
      input: JournalQueries[Name]['input'];
      progress: never;
      output: Result<JournalQueries[Name]['value'], AppError>;
    };
  }
>;
