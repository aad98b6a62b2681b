import * as z from 'zod/mini';
import { DeviceFolder } from './devices.ts';
import { AppError, ErrorCode } from './errors.ts';
import { DeviceId, PlanId, StorageId, TransferId } from './ids.ts';
import { MusicFolderTemplate } from './musicFolderTemplate.ts';

/** Where on a player files go. */
export const TransferDestination = z.discriminatedUnion('kind', [
  /** Music goes where the template says, all else to the root. */
  z.strictObject({
    kind: z.literal('byTemplate'),
    /** `null` is the first storage that can be written. */
    storageId: z.nullable(StorageId),
    /** `null` is the one remembered for this player. */
    template: z.nullable(MusicFolderTemplate),
  }),
  /** Into this folder; folders that were dropped keep their shape. */
  z.strictObject({ kind: z.literal('folder'), folder: DeviceFolder }),
]);
export type TransferDestination = z.infer<typeof TransferDestination>;

export const ConflictDecision = z.enum(['skip', 'replace', 'keepBoth']);
export type ConflictDecision = z.infer<typeof ConflictDecision>;

/**
 * What a drop would do, shown before it does. A page makes an empty plan with `transfer.plan`, and puts
 * files in by naming it as the target of `files.*` and `transfer.addQueueRows`. It ends with the page.
 */
export const TransferPlan = z.strictObject({
  planId: PlanId,
  deviceId: DeviceId,
  /** As it was asked for, with the storage and template that were left open filled in. */
  destination: TransferDestination,
  /** `reading`: files are still coming, or being looked at. */
  state: z.enum(['reading', 'ready', 'failed']),
  error: z.nullable(AppError),
  /** Grows with every change of rows. */
  revision: z.int(),
  count: z.int(),
  copyCount: z.int(),
  /** Bytes that would be written. */
  copyBytes: z.number(),
  /** From the speed this player had before; `null` when it never copied. */
  estimatedMs: z.nullable(z.number()),
  /** Names taken by something else on the player. */
  conflictCount: z.int(),
  undecidedCount: z.int(),
  /** Empty, no media, or in formats the player does not say it plays. */
  unplayableCount: z.int(),
  /** Names the player cannot store, changed. */
  renamedCount: z.int(),
  /** Files that cannot be copied at all, each with its reason. */
  refusedCount: z.int(),
  /** Free on the storage it goes to, once all of it is there and what it replaces is gone. */
  leftBytes: z.number(),
});
export type TransferPlan = z.infer<typeof TransferPlan>;

export const PlanRow = z.strictObject({
  /** Stays the row's own while the plan lives. */
  index: z.int(),
  fileName: z.string(),
  /** Path on the player, with `/`. */
  targetPath: z.string(),
  sizeBytes: z.number(),
  /** `null` while a conflict waits for a decision. */
  step: z.nullable(z.enum(['copy', 'skip', 'replace', 'keepBoth', 'refuse'])),
  /** What is there already under this name. */
  conflict: z.nullable(
    z.strictObject({ sizeBytes: z.number(), modifiedAt: z.nullable(z.string()) }),
  ),
  renamed: z.boolean(),
  unplayable: z.boolean(),
  refusal: z.nullable(ErrorCode),
});
export type PlanRow = z.infer<typeof PlanRow>;

export const PlanPageRequest = z.strictObject({
  planId: PlanId,
  offset: z.int().check(z.nonnegative()),
  limit: z.int().check(z.gte(1), z.lte(500)),
  only: z.enum(['all', 'conflicts', 'renamed', 'unplayable', 'refused']),
});
export type PlanPageRequest = z.infer<typeof PlanPageRequest>;

export const PlanPage = z.strictObject({
  revision: z.int(),
  count: z.int(),
  offset: z.int(),
  rows: z.array(PlanRow),
});
export type PlanPage = z.infer<typeof PlanPage>;

export const TransferState = z.enum([
  'waiting',
  'running',
  /** All bytes are there; the player writes its database. */
  'finishing',
  'done',
  'skipped',
  'failed',
  'cancelled',
]);
export type TransferState = z.infer<typeof TransferState>;

/**
 * The transfers of one player; there while it has any in its list. Progress, in files and in bytes, is
 * that of its batch: what was asked for since nothing waited.
 */
export const TransferQueue = z.strictObject({
  deviceId: DeviceId,
  state: z.enum([
    'running',
    /** Halts after the file under way: the player cannot go on with a part. */
    'pausing',
    'paused',
    'waitingForDevice',
    'idle',
  ]),
  /** Grows with every change of rows. */
  revision: z.int(),
  /** On the list. */
  count: z.int(),
  /** On the list, failed or cancelled. */
  retryableCount: z.int(),
  /** Waiting, done and failed of the batch. */
  batchCount: z.int(),
  doneCount: z.int(),
  failedCount: z.int(),
  /** Files of the batch's plans that were not to be copied, or could not be. */
  skippedCount: z.int(),
  /** Unfinished when the program ended, and not yet taken up again. */
  interruptedCount: z.int(),
  totalBytes: z.number(),
  doneBytes: z.number(),
  current: z.nullable(
    z.strictObject({
      transferId: TransferId,
      name: z.string(),
      sizeBytes: z.number(),
      doneBytes: z.number(),
      state: z.enum(['running', 'finishing']),
    }),
  ),
  /** Why it is paused, where nobody asked for it: what it does could not be kept. */
  error: z.nullable(AppError),
  /** Over the last seconds; `null` while unknown. */
  bytesPerSecond: z.nullable(z.number()),
  remainingMs: z.nullable(z.number()),
});
export type TransferQueue = z.infer<typeof TransferQueue>;

export const TransferRow = z.strictObject({
  transferId: TransferId,
  direction: z.enum(['toDevice', 'fromDevice']),
  name: z.string(),
  /** On the player, or the folder's name on the computer; never a path of the computer. */
  target: z.string(),
  sizeBytes: z.number(),
  doneBytes: z.number(),
  state: TransferState,
  errorCode: z.nullable(ErrorCode),
});
export type TransferRow = z.infer<typeof TransferRow>;

export const TransferPageRequest = z.strictObject({
  deviceId: DeviceId,
  offset: z.int().check(z.nonnegative()),
  limit: z.int().check(z.gte(1), z.lte(500)),
  only: z.enum(['all', 'unfinished', 'done', 'failed', 'skipped']),
});
export type TransferPageRequest = z.infer<typeof TransferPageRequest>;

export const TransferPage = z.strictObject({
  revision: z.int(),
  count: z.int(),
  offset: z.int(),
  rows: z.array(TransferRow),
});
export type TransferPage = z.infer<typeof TransferPage>;

/** Which transfers of a player a command is about; `all` are all that it can be done to. */
export const TransferSelection = z.union([
  z.literal('all'),
  z.array(TransferId).check(z.minLength(1), z.maxLength(10_000)),
]);
export type TransferSelection = z.infer<typeof TransferSelection>;
