import type { DevicePlace } from '../contract/devices.ts';
import type { ErrorCode } from '../contract/errors.ts';
import type { ArtId, EntryId, UploadId } from '../contract/ids.ts';
import type { MediaFormat, TrackTags } from '../contract/playback.ts';

/** Where the bytes of an entry are. A path is absolute and never leaves main. */
export type EntryLocation =
  | { readonly kind: 'path'; readonly path: string }
  | {
      readonly kind: 'upload';
      readonly uploadId: UploadId;
      /** As the browser named it; shown, never opened. */
      readonly relativePath: string;
      readonly sizeBytes: number;
    }
  | ({ readonly kind: 'device' } & DevicePlace);

/** What reading the file told of it. */
export interface EntryMetadata {
  readonly tags: TrackTags;
  readonly format: MediaFormat;
  /** Kept to the whole millisecond; `null` while unknown. */
  readonly durationMs: number | null;
  readonly artId: ArtId | null;
  readonly hasVideo: boolean;
}

/** What a playlist says of a file: shown until the file was read, and where it says nothing itself. */
export interface EntryHint {
  readonly title?: string | undefined;
  readonly durationMs?: number | undefined;
}

/** A row to be added. */
export interface NewEntry {
  readonly location: EntryLocation;
  readonly fileName: string;
  readonly hint?: EntryHint;
  /** Left out when the file has not been read yet; `PlayQueue.updateMetadata` follows. */
  readonly metadata?: EntryMetadata;
}

/** One row with everything that is known of it. */
export interface QueueEntry extends EntryMetadata {
  readonly entryId: EntryId;
  readonly location: EntryLocation;
  readonly fileName: string;
  /** Has its file been read? */
  readonly metadataKnown: boolean;
  /** Why it could not be played when it was last tried. */
  readonly errorCode: ErrorCode | null;
}

/** What a playlist file says of a row. */
export type ExportRow = Pick<QueueEntry, 'entryId' | 'location' | 'fileName' | 'durationMs'> & {
  readonly title: string | null;
  readonly artist: string | null;
};
