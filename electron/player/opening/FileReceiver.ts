import type { Result } from '../../base/Result.ts';
import type { DevicePlace } from '../../contract/devices.ts';
import type { AppError } from '../../contract/errors.ts';
import type { FileTarget } from '../../contract/files.ts';
import type { UploadId } from '../../contract/ids.ts';
import type { EntryHint } from '../../queue/QueueEntry.ts';

/** A file that was found on this machine or on a player, or announced by a browser. */
export type OpenedFile = {
  /** What the playlist says of it through which it was found. */
  readonly hint?: EntryHint;
} & (
  | {
      readonly kind: 'path';
      /** Absolute. */
      readonly path: string;
      /** `Album/01 Song.flac` inside what was opened, or just the name; with `/`. */
      readonly relativePath: string;
    }
  | {
      readonly kind: 'upload';
      readonly uploadId: UploadId;
      /** As the browser named it; shown, never opened. */
      readonly relativePath: string;
      readonly sizeBytes: number;
      /** Wall time, ms since 1970. */
      readonly modifiedAtMs?: number | undefined;
    }
  | {
      readonly kind: 'device';
      readonly place: DevicePlace;
      /** `Album/01 Song.flac` inside what was opened, or just the name; with `/`. */
      readonly relativePath: string;
    }
);

/** Takes the files of one act of opening, e.g. one drop: as rows of the queue, or as copies to be planned. */
export interface FileReceiver {
  /** `media`: sound and video only, playlists are expanded. `everything`: files as they are. */
  readonly accepts: 'media' | 'everything';
  /** @returns how many it took; an error ends the act */
  add(files: readonly OpenedFile[]): Promise<Result<number, AppError>>;
  /** No more come. */
  end(): void;
}

/** Who takes what is opened for `target`; `transfer.planGone` when there is no such plan. */
export type ReceiverOf = (target: FileTarget) => Result<FileReceiver, AppError>;
