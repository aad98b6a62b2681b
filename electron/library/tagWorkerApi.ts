import type { AppError } from '../contract/errors.ts';
import type { Result } from '../base/Result.ts';
import type { FileWindow } from './FileWindow.ts';
import type { MediaDescription } from './MediaDescription.ts';

/** Where the worker finds a file: on this machine, or in parts that were read for it. */
export type ReadTagsInput =
  | {
      readonly kind: 'path';
      readonly path: string;
      readonly picture: 'none' | 'embedded' | 'embeddedOrBeside';
    }
  | {
      readonly kind: 'windows';
      readonly name: string;
      readonly sizeBytes: number;
      readonly windows: readonly FileWindow[];
      readonly picture: 'none' | 'embedded';
    };

export type ReadTagsOutput = DescribedTags | MissingTags;

/** Bytes from `position` are wanted before the file can be described. */
export interface MissingTags {
  readonly kind: 'missing';
  readonly position: number;
}

export interface DescribedTags {
  readonly kind: 'described';
  readonly description: MediaDescription;
  /** Bytes a new picture took in the art folder. */
  readonly addedArtBytes: number;
}

export interface TagWorkerData {
  readonly artFolder: string;
}

/** Methods of `tagWorker`. Progress is a sign of life: the number of blocks read. */
export type TagWorkerApi = {
  readonly read: {
    readonly input: ReadTagsInput;
    readonly progress: number;
    readonly output: Result<ReadTagsOutput, AppError>;
  };
};
