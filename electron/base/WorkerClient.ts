import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { WorkerApi, WorkerResponse } from './workerProtocol.ts';

/** Of V8's 48 MB for what was just made, which a thread fills before it looks for what is garbage. */
const maxYoungGenerationSizeMb = 12;

export interface WorkerCallOptions<Progress> {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

interface PendingCall {
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((progress: unknown) => void) | undefined;
}

/** The worker thread ended with calls unanswered. */
export class WorkerDiedError extends Error {
  override readonly name = 'WorkerDiedError';
}

/**
 * Calls methods of a worker thread that runs `serveWorker`. Every failure is a rejection. Abort rejects the call with the signal's
 * reason at once and tells the worker to stop; the death of the worker rejects every open call.
 */
export class WorkerClient<Api extends WorkerApi> implements AsyncDisposable {
  readonly #worker: Worker;
  readonly #pending = new Map<number, PendingCall>();
  #lastCallNumber = 0;
  #death: WorkerDiedError | undefined;

  /** @param module the worker's module; see `siblingModule` */
  constructor(module: URL, options: Pick<WorkerOptions, 'workerData' | 'resourceLimits'> = {}) {
    const resourceLimits = { maxYoungGenerationSizeMb, ...options.resourceLimits };
    this.#worker = new Worker(module, { ...options, resourceLimits });
    this.#worker.unref();
    this.#worker.on('message', (response: WorkerResponse) => this.#receive(response));
    this.#worker.on('error', (error) => this.#die(`failed: ${String(error)}`, error));
    this.#worker.on('exit', (code) => this.#die(`ended with code ${code}`));
  }

  call<Name extends keyof Api & string>(
    method: Name,
    input: Api[Name]['input'],
    options: WorkerCallOptions<Api[Name]['progress']> = {},
  ): Promise<Api[Name]['output']> {
    const { signal, onProgress } = options;
    if (signal?.aborted === true) return Promise.reject(asError(signal.reason));
    if (this.#death !== undefined) return Promise.reject(this.#death);
    const callNumber = ++this.#lastCallNumber;
    const outcome = new Promise<Api[Name]['output']>((resolve, reject) => {
      const onAbort = () => {
        this.#worker.postMessage({ kind: 'cancel', callNumber });
        this.#settle(callNumber)?.reject(asError(signal?.reason));
      };
      const forget = () => signal?.removeEventListener('abort', onAbort);
      this.#pending.set(callNumber, {
        resolve: (output) => {
          forget();
          resolve(output);
        },
        reject: (error) => {
          forget();
          reject(error);
        },
        onProgress,
      });
      signal?.addEventListener('abort', onAbort, { once: true });
    });
    if (this.#pending.size === 1) this.#worker.ref();
    try {
      this.#worker.postMessage({ kind: 'call', callNumber, method, input });
    } catch (error) {
      // What cannot be cloned; nobody will answer this call.
      this.#settle(callNumber)?.reject(asError(error));
    }
    return outcome;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker.terminate();
  }

  #receive(response: WorkerResponse): void {
    switch (response.kind) {
      case 'progress':
        this.#pending.get(response.callNumber)?.onProgress?.(response.progress);
        break;
      case 'done':
        this.#settle(response.callNumber)?.resolve(response.output);
        break;
      case 'failed':
        this.#settle(response.callNumber)?.reject(response.error);
        break;
    }
  }

  #settle(callNumber: number): PendingCall | undefined {
    const call = this.#pending.get(callNumber);
    this.#pending.delete(callNumber);
    if (this.#pending.size === 0) this.#worker.unref();
    return call;
  }

  #die(reason: string, cause?: unknown): void {
    this.#death ??= new WorkerDiedError(`Worker thread ${reason}`, { cause });
    for (const callNumber of [...this.#pending.keys()]) {
      this.#settle(callNumber)?.reject(this.#death);
    }
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new DOMException('Cancelled', 'AbortError');
}
