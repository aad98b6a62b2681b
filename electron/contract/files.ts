import * as z from 'zod/mini';
import { AppError } from './errors.ts';
import { FolderId, GrantId, PlanId, UploadId } from './ids.ts';
import { Placement } from './queue.ts';

/** What the open dialog of the headless host shows of one folder. */
export const FolderListing = z.strictObject({
  /** `null` for the list of roots. */
  folderId: z.nullable(FolderId),
  name: z.string(),
  /** From the root down to this folder. */
  trail: z.array(z.strictObject({ folderId: FolderId, name: z.string() })),
  folders: z.array(z.strictObject({ folderId: FolderId, name: z.string() })),
  files: z.array(
    z.strictObject({
      grantId: GrantId,
      name: z.string(),
      sizeBytes: z.number(),
      kind: z.enum(['audio', 'video', 'playlist', 'other']),
    }),
  ),
  /** Entries beyond `maximumFolderEntries`, which are not listed. */
  omittedCount: z.int(),
});
export type FolderListing = z.infer<typeof FolderListing>;
export const maximumFolderEntries = 5_000;

/** One dropped file of a browser, by name and size; its bytes follow when they are needed. */
export const UploadManifestEntry = z.strictObject({
  uploadId: UploadId,
  /** Path inside what was dropped, with `/`; a plain name for a single file. Untrusted: shown, never opened. */
  relativePath: z.string().check(z.minLength(1), z.maxLength(4096)),
  sizeBytes: z.int().check(z.nonnegative()),
  /** Wall time, ms since 1970; left out where the browser does not say. */
  modifiedAtMs: z.optional(z.number().check(z.nonnegative())),
});
export type UploadManifestEntry = z.infer<typeof UploadManifestEntry>;
/** Files in one `files.announce` batch. */
export const maximumUploadBatch = 1_000;

/** Part of an announced file that main wants to read its tags from, whole files being sent when they play. */
export const maximumRangeBytes = 262_144;
export const UploadRange = z.strictObject({
  uploadId: UploadId,
  offsetBytes: z.int().check(z.nonnegative()),
  lengthBytes: z.int().check(z.positive(), z.maximum(maximumRangeBytes)),
});
export type UploadRange = z.infer<typeof UploadRange>;
/** Ranges main wants at a time. */
export const maximumWantedRanges = 4;
/** Files that a page sends at a time, and as many ranges beside them. */
export const maximumConcurrentUploads = 2;

/** What opened, dropped or announced files are for. */
export const FileTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('queue'), placement: Placement }),
  /** Copies onto a player; see `transfer.plan`. */
  z.strictObject({ kind: z.literal('plan'), planId: PlanId }),
]);
export type FileTarget = z.infer<typeof FileTarget>;

/** What came of opening files and folders. */
export const OpenOutcome = z.strictObject({
  addedCount: z.int(),
  /** Files passed over because they are no media (covers, texts …). */
  ignoredCount: z.int(),
  /** The first few that failed, for a message; the rest are counted. */
  failures: z.array(AppError),
  failedCount: z.int(),
});
export type OpenOutcome = z.infer<typeof OpenOutcome>;
