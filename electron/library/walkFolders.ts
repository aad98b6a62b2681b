import { siblingModule } from '../base/siblingModule.ts';
import { WorkerClient } from '../base/WorkerClient.ts';
import type { AppError } from '../contract/errors.ts';
import type { WalkWorkerApi, WalkWorkerData } from './walkWorkerApi.ts';

export interface WalkedFile {
  /** Absolute. */
  readonly path: string;
  readonly kind: 'audio' | 'video';
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

export interface WalkOptions {
  readonly signal: AbortSignal;
  /** Real paths outside these folders are refused with `file.notGranted`. `null`: anywhere. */
  readonly confineTo: readonly string[] | null;
}

/**
 * The media files under `paths` (absolute; files, folders and playlists), in batches, read in a worker
 * thread of its own; see `FolderWalk` for what is passed over. A batch is made when it is asked for,
 * so memory does not grow with the number of files. Throws the signal's reason after an abort.
 */
export async function* walkFolders(
  paths: readonly string[],
  { signal, confineTo }: WalkOptions,
): AsyncGenerator<WalkBatch, void, undefined> {
  signal.throwIfAborted();
  const workerData: WalkWorkerData = { paths, confineTo };
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
