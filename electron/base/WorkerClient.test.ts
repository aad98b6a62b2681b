import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EchoWorkerApi } from './testing/echoWorker.ts';
import { WorkerClient, WorkerDiedError } from './WorkerClient.ts';

let worker: WorkerClient<EchoWorkerApi>;
beforeEach(() => {
  worker = new WorkerClient(new URL('./testing/echoWorker.ts', import.meta.url));
});
afterEach(() => worker[Symbol.asyncDispose]());

test('calls answer each for itself, with progress before', async () => {
  const progress: unknown[] = [];
  const options = { onProgress: (told: unknown) => progress.push(told) };
  const answers = [worker.call('echo', { a: 1 }, options), worker.call('echo', [2])];
  expect(await Promise.all(answers)).toEqual([{ a: 1 }, [2]]);
  expect(progress).toEqual([{ a: 1 }]);
});

test('what the worker throws is the rejection', async () => {
  await expect(worker.call('fail', 'too far')).rejects.toThrow(RangeError);
});

test('an abort rejects with its reason and stops the worker', async () => {
  const controller = new AbortController();
  const reason = new Error('no longer wanted');
  const hanging = worker.call('hang', undefined, {
    signal: controller.signal,
    onProgress: () => controller.abort(reason),
  });
  await expect(hanging).rejects.toBe(reason);
  expect(await worker.call('cancelledCount', undefined)).toBe(1);
  await expect(worker.call('echo', 1, { signal: controller.signal })).rejects.toBe(reason);
});

test('what cannot be cloned is a rejection on either side, and the worker goes on', async () => {
  await expect(worker.call('echo', () => undefined)).rejects.toThrow('could not be cloned');
  await expect(worker.call('giveFunction', undefined)).rejects.toThrow('could not be cloned');
  expect(await worker.call('echo', 'still here')).toBe('still here');
});

test('its death rejects every call, also later ones', async () => {
  const hanging = worker.call('hang', undefined);
  const died = worker.call('die', undefined);
  await expect(hanging).rejects.toThrow(WorkerDiedError);
  await expect(died).rejects.toThrow('code 3');
  await expect(worker.call('echo', 1)).rejects.toThrow(WorkerDiedError);
});
