import type { CoverLimits } from './smallCover.ts';

/** The methods of `coverWorker`. */
export type CoverWorkerApi = {
  readonly shrink: {
    readonly input: { readonly picture: Uint8Array; readonly limits: CoverLimits };
    readonly progress: never;
    readonly output: Uint8Array | null;
  };
};
