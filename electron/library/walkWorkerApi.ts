import type { AppError } from '../contract/errors.ts';
import type { FileKind } from '../contract/mediaTypes.ts';

export interface WalkedFile {
  /** Absolute. */
  readonly path: string;
  /** `Album/01 Song.flac` inside the folder that was named, or just the name; with `/`. */
  readonly relativePath: string;
  readonly kind: FileKind;
  /** What a playlist says of it, when it was found through one. */
  readonly title?: string;
  readonly durationMs?: number;
}

export interface WalkBatch {
  /** At most 500, in the order they are to be played. */
  readonly files: readonly WalkedFile[];
  /** Files passed over in this batch because they are no media. */
  readonly ignoredCount: number;
  /** The first few failures of this batch; `subject` is the file's name. */
  readonly failures: readonly AppError[];
  readonly failedCount: number;
  /** Name of the folder or playlist it works on now. */
  readonly subject: string;
}

export interface WalkWorkerData {
  readonly paths: readonly string[];
  readonly confineTo: readonly string[] | null;
  /** `media`: sound and video, playlists are expanded. `everything`: files as they are. */
  readonly accepts: 'media' | 'everything';
}

/** The method of `walkWorker`, whose thread does one walk. */
export type WalkWorkerApi = {
  readonly next: {
    readonly input: undefined;
    readonly progress: never;
    readonly output: WalkBatch | null;
  };
};
