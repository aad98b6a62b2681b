import type { WalkBatch } from './walkFolders.ts';

export interface WalkWorkerData {
  readonly paths: readonly string[];
  readonly confineTo: readonly string[] | null;
}

/** The method of `walkWorker`, whose thread does one walk. */
export type WalkWorkerApi = {
  readonly next: {
    readonly input: undefined;
    readonly progress: never;
    readonly output: WalkBatch | null;
  };
};
