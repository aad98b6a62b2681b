import { setImmediate } from 'node:timers/promises';
import type { WorkerClient } from '../../base/WorkerClient.ts';
import type { ObjectId } from '../../contract/ids.ts';
import type { ListingWorkerApi } from './ListingWorkerApi.ts';

/** Ids that are taken over from the worker at once: a millisecond's work. */
export const idsPerTurn = 5_000;

/** The ids of the rows a command is about, in their order; read part by part, with room for others. */
export async function readSelection(
  worker: Pick<WorkerClient<ListingWorkerApi>, 'call'>,
  request: ListingWorkerApi['select']['input'],
  signal: AbortSignal,
): Promise<readonly ObjectId[]> {
  const { selectionNumber, count } = await worker.call('select', request);
  const objectIds: ObjectId[] = [];
  try {
    for (let offset = 0; offset < count; offset += idsPerTurn) {
      const part = { selectionNumber, offset, limit: idsPerTurn };
      for (const objectId of await worker.call('selected', part, { signal })) {
        objectIds.push(objectId);
      }
      // A worker that is quick would have all its answers taken in one turn.
      await setImmediate();
    }
    return objectIds;
  } finally {
    // A worker that is gone keeps nothing either.
    worker.call('endSelection', { selectionNumber }).catch(() => undefined);
  }
}
