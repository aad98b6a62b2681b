import { siblingModule } from '../base/siblingModule.ts';
import { WorkerClient } from '../base/WorkerClient.ts';
import type { WalkBatch, WalkWorkerApi, WalkWorkerData } from './walkWorkerApi.ts';

export type { WalkBatch } from './walkWorkerApi.ts';

export interface WalkOptions {
  readonly signal: AbortSignal;
  /** Real paths outside these folders are refused with `file.notGranted`. `null`: anywhere. */
  readonly confineTo: readonly string[] | null;
  readonly accepts: WalkWorkerData['accepts'];
}

/**
 * The files under `paths` (absolute; files, folders and playlists), in batches, read in a worker
 * thread of its own; see `FolderWalk` for what is passed over. A batch is made when it is asked for,
 * so memory does not grow with the number of files. Throws the signal's reason after an abort.
 */
export async function* walkFolders(
  paths: readonly string[],
  { signal, confineTo, accepts }: WalkOptions,
): AsyncGenerator<WalkBatch, void, undefined> {
  signal.throwIfAborted();
  const workerData: WalkWorkerData = { paths, confineTo, accepts };
  const worker = new WorkerClient<WalkWorkerApi>(siblingModule(import.meta.url, 'walkWorker'), {
    workerData,
  });
  try {
    for (;;) {
      const batch = await worker.call('next', undefined, { signal });
      if (batch === null) return;
      yield batch;
    }
  } finally {
    // Not awaited: a disk that does not answer must not hold up whoever cancelled.
    void worker[Symbol.asyncDispose]();
  }
}
