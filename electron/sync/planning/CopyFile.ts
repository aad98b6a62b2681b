import type { DevicePlace } from '../../contract/devices.ts';
import type { AppError } from '../../contract/errors.ts';
import type { ArtId, UploadId } from '../../contract/ids.ts';
import type { ObjectMetadata } from '../../devices/DeviceObject.ts';
import type { ObjectFormat } from '../../devices/ObjectFormat.ts';

/** Where the bytes of a copy come from. */
export type CopySource =
  | { readonly kind: 'path'; /** Absolute. */ readonly path: string }
  /** A browser's file, which is asked for when it is needed. */
  | { readonly kind: 'upload'; readonly uploadId: UploadId }
  /** A file on another player. */
  | { readonly kind: 'device'; readonly place: DevicePlace };

/** What a piece of music says of itself, for its folder and for the player's own library (WD-21). */
export type MusicFacts = Omit<ObjectMetadata, 'coverJpeg'> & { readonly artId: ArtId | null };

/** A file that is to be copied onto a player. */
export interface CopyFile {
  readonly source: CopySource;
  /** `Album/01 Song.flac` inside what was chosen, or just the name; with `/`. A stranger's word. */
  readonly relativePath: string;
  readonly sizeBytes: number;
  /** Wall time, ms since 1970; `null` where it is not known. */
  readonly modifiedAtMs: number | null;
  readonly format: ObjectFormat;
  /** `null` for everything but music, and for music that says nothing. */
  readonly music: MusicFacts | null;
  readonly isMusic: boolean;
  /** Why it cannot be copied wherever it goes; `null` when it can. */
  readonly problem: AppError | null;
}
