import type { AppError } from '../contract/errors.ts';
import type { Result } from '../base/Result.ts';
import type { MediaDescription } from './MediaDescription.ts';

export interface ReadTagsInput {
  readonly path: string;
  readonly picture: 'none' | 'embedded' | 'embeddedOrBeside';
}

export interface ReadTagsOutput {
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
