import { parentPort } from 'node:worker_threads';
import type { WorkerApi, WorkerRequest, WorkerResponse } from './workerProtocol.ts';

export interface WorkerCall<Progress> {
  /** Aborted when the caller cancels or goes away. */
  readonly signal: AbortSignal;
  tell(progress: Progress): void;
}

export type WorkerImplementation<Api extends WorkerApi> = {
  readonly [Name in keyof Api]: (
    input: Api[Name]['input'],
    call: WorkerCall<Api[Name]['progress']>,
  ) => Promise<Api[Name]['output']> | Api[Name]['output'];
};

/** Answers the calls of this worker thread's `WorkerClient` with `implementation`. */
export function serveWorker<Api extends WorkerApi>(
  implementation: WorkerImplementation<Api>,
): void {
  const port = parentPort;
  if (port === null) throw new Error('serveWorker runs in a worker thread only');
  const running = new Map<number, AbortController>();
  const respond = (response: WorkerResponse) => port.postMessage(response);

  const run = async (callNumber: number, method: string, input: unknown) => {
    const controller = new AbortController();
    running.set(callNumber, controller);
    try {
      const implementationOf = implementation[method];
      if (implementationOf === undefined) throw new Error(`This worker has no method "${method}"`);
      const output = await implementationOf(input, {
        signal: controller.signal,
        tell: (progress) => respond({ kind: 'progress', callNumber, progress }),
      });
      respond({ kind: 'done', callNumber, output });
    } catch (error) {
      respond({
        kind: 'failed',
        callNumber,
        error: error instanceof Error ? error : new Error(String(error)),
      });
    } finally {
      running.delete(callNumber);
    }
  };

  port.on('message', (request: WorkerRequest) => {
    if (request.kind === 'cancel') running.get(request.callNumber)?.abort();
    else void run(request.callNumber, request.method, request.input);
  });
}
