import * as z from 'zod/mini';
import { DevicePlace } from '../../contract/devices.ts';
import type { AppError } from '../../contract/errors.ts';
import { ArtId, StorageId, UploadId, type DeviceId, type TransferId } from '../../contract/ids.ts';
import { objectFormats } from '../../devices/ObjectFormat.ts';
import type { CopySource, MusicFacts } from '../planning/CopyFile.ts';

/* Schemas, because work is read back from the journal, perhaps by another version than wrote it. */

const StoredSource: z.ZodMiniType<CopySource> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('path'), path: z.string() }),
  z.object({ kind: z.literal('upload'), uploadId: UploadId }),
  z.object({ kind: z.literal('device'), place: DevicePlace }),
]);

const StoredMusic: z.ZodMiniType<MusicFacts> = z.object({
  title: z.nullable(z.string()),
  artist: z.nullable(z.string()),
  album: z.nullable(z.string()),
  albumArtist: z.nullable(z.string()),
  genre: z.nullable(z.string()),
  trackNumber: z.nullable(z.number()),
  year: z.nullable(z.number()),
  durationMs: z.nullable(z.number()),
  artId: z.nullable(ArtId),
});

const ReplacedFile = z.object({
  name: z.string(),
  sizeBytes: z.int(),
  modifiedAtMs: z.nullable(z.number()),
});
export type ReplacedFile = z.infer<typeof ReplacedFile>;

/** A file of this computer, or of a browser, onto a player. */
const ToDevice = z.object({
  kind: z.literal('toDevice'),
  source: StoredSource,
  storageId: StorageId,
  /** Names of folders from the root down; those that are missing are made. */
  folder: z.array(z.string()),
  name: z.string(),
  /**
   * The file in the same folder whose place it takes, as it was when that was decided; it goes when the new
   * one is there and whole.
   */
  replaces: z.nullable(ReplacedFile),
  format: z.enum(objectFormats),
  modifiedAtMs: z.nullable(z.number()),
  music: z.nullable(StoredMusic),
});
export type ToDevice = z.infer<typeof ToDevice>;

/** A file of a player into a folder of this computer. */
const FromDevice = z.object({
  kind: z.literal('fromDevice'),
  storageId: StorageId,
  /** Names from the root of the storage down to the file's own, as the player spells them. */
  path: z.array(z.string()).check(z.minLength(1)),
  /** Absolute: what the person chose. */
  toFolder: z.string(),
  /** Folders to be made in it, safe on this computer. */
  levels: z.array(z.string()),
  /** Safe on this computer; another when it is taken by then. */
  name: z.string(),
  modifiedAtMs: z.nullable(z.number()),
});
export type FromDevice = z.infer<typeof FromDevice>;

export const TransferWork = z.discriminatedUnion('kind', [ToDevice, FromDevice]);
export type TransferWork = z.infer<typeof TransferWork>;

/** What a transfer has left where it writes to, until it is whole and in its place. */
export const Leftover = z.object({
  /** The object's, or temporary file's, in the folder of the transfer. */
  name: z.string(),
  /**
   * `announcing`: it is about to be made, or was made and the answer was lost; no byte was sent. `written`:
   * every byte is there, and was checked.
   */
  stage: z.enum(['announcing', 'writing', 'written']),
  /** It gets the name it is for when it is whole: that of the part says nothing of it. */
  isTemporary: z.optional(z.literal(true)),
  /** Bytes the device is known to have taken; none when missing. */
  writtenBytes: z.optional(z.int()),
  /** Bytes it may have been sent: what holds more is not ours; none when missing. */
  offeredBytes: z.optional(z.int()),
  /** How what was sent begins. */
  head: z.optional(z.object({ sizeBytes: z.int(), sha256: z.string() })),
  /** On this computer: the name a whole file is about to get. */
  finalName: z.optional(z.string()),
});
export type Leftover = z.infer<typeof Leftover>;

/** As it stands in the journal: what runs when the program dies is `waiting`. */
export type JournalState = 'waiting' | 'done' | 'skipped' | 'failed' | 'cancelled';

export interface NewTransfer {
  /** As a person would say it. */
  readonly name: string;
  /** Shown: a path on the player, or the name of a folder of this computer. */
  readonly target: string;
  readonly sizeBytes: number;
  readonly work: TransferWork;
  /** It is listed and logged as skipped, and not carried out; missing when it is to be. */
  readonly skipped?: {
    /** Why, where the person did not say so. */
    readonly error: AppError | null;
    readonly logLine: string;
  };
}

/** One file on its way. */
export interface Transfer extends Omit<NewTransfer, 'skipped'> {
  readonly transferId: TransferId;
  readonly deviceId: DeviceId;
  readonly state: JournalState;
  /** Grows with every retry. */
  readonly attempt: number;
  readonly error: AppError | null;
  readonly leftover: Leftover | null;
}
