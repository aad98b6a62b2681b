import { expect, onTestFinished, test } from 'vitest';
import { mostPerTurn } from '../../base/testing/mostPerTurn.ts';
import { siblingModule } from '../../base/siblingModule.ts';
import { WorkerClient, type WorkerCallOptions } from '../../base/WorkerClient.ts';
import type { ListingRow } from '../../contract/devices.ts';
import { ListingId, ObjectId } from '../../contract/ids.ts';
import type { ListingWorkerApi } from './ListingWorkerApi.ts';
import { idsPerTurn, readSelection } from './readSelection.ts';

const listingId = ListingId.parse('l1');
const everything = {
  ...{ listingId, filter: '', firstIndex: 0, lastIndex: 199_999, except: [] },
  sort: { by: 'name', descending: false },
} as const;
const { signal } = new AbortController();

function rowOf(index: number): ListingRow {
  return {
    objectId: ObjectId.parse(`o${index}`),
    name: `${index}`,
    ...{ kind: 'file', content: 'music', sizeBytes: 1, modifiedAt: null, readOnly: false },
  };
}

/** Counts the ids that come over, and notes the calls. */
class CountingWorker extends WorkerClient<ListingWorkerApi> {
  idCount = 0;
  readonly methods: string[] = [];

  override async call<Name extends keyof ListingWorkerApi>(
    method: Name,
    input: ListingWorkerApi[Name]['input'],
    options?: WorkerCallOptions<never>,
  ): Promise<ListingWorkerApi[Name]['output']> {
    this.methods.push(method);
    const output = await super.call(method, input, options);
    if (method === 'selected' && Array.isArray(output)) this.idCount += output.length;
    return output;
  }
}

test('100,000 ids come a few at a time, all of them, though the listing changes meanwhile', async () => {
  const worker = new CountingWorker(siblingModule(import.meta.url, 'listingWorker'));
  onTestFinished(() => worker[Symbol.asyncDispose]());
  const rows = Array.from({ length: 100_000 }, (_, index) => rowOf(index));
  await worker.call('add', { listingId, place: 'shown', rows });
  const reading = readSelection(worker, everything, signal);
  const removing = worker.call('remove', { listingId, objectIds: [ObjectId.parse('o5')] });
  expect(await mostPerTurn(reading, () => worker.idCount)).toBeLessThanOrEqual(idsPerTurn);
  await removing;
  expect((await reading).map(String)).toEqual(rows.map(({ objectId }) => objectId));
  expect(worker.methods.at(-1)).toBe('endSelection');
}, 30_000);

test('an abort leaves nothing behind in the worker', async () => {
  const worker = new CountingWorker(siblingModule(import.meta.url, 'listingWorker'));
  onTestFinished(() => worker[Symbol.asyncDispose]());
  await worker.call('add', { listingId, place: 'shown', rows: [rowOf(0)] });
  const stopped = AbortSignal.abort();
  await expect(readSelection(worker, everything, stopped)).rejects.toThrow();
  expect(worker.methods.at(-1)).toBe('endSelection');
}, 30_000);
