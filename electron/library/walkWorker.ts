import { workerData } from 'node:worker_threads';
import { serveWorker } from '../base/serveWorker.ts';
import type { AppError } from '../contract/errors.ts';
import { FolderWalk } from './FolderWalk.ts';
import type { WalkBatch, WalkedFile, WalkWorkerApi, WalkWorkerData } from './walkWorkerApi.ts';

const maximumBatchFiles = 500;
/** A batch ends after so many items of any kind, so that a walk over folders without media shows life. */
const maximumBatchItems = 2_000;
const maximumBatchFailures = 20;

/** What `walkFolders` passes to its worker. */
const { paths, ...options } = workerData as WalkWorkerData;
const items = new FolderWalk(options).walk(paths);
let subject = '';

/** `null` after the last batch. */
async function next(): Promise<WalkBatch | null> {
  const files: WalkedFile[] = [];
  const failures: AppError[] = [];
  let ignoredCount = 0;
  let failedCount = 0;
  let itemCount = 0;
  while (files.length < maximumBatchFiles && itemCount < maximumBatchItems) {
    const step = await items.next();
    if (step.done === true) break;
    const item = step.value;
    itemCount += 1;
    switch (item.kind) {
      case 'file':
        files.push(item.file);
        break;
      case 'ignored':
        ignoredCount += 1;
        break;
      case 'failure':
        failedCount += 1;
        if (failures.length < maximumBatchFailures) failures.push(item.error);
        break;
      case 'entered':
        subject = item.subject;
        break;
    }
  }
  return itemCount === 0 ? null : { files, ignoredCount, failures, failedCount, subject };
}

serveWorker<WalkWorkerApi>({ next });
