import { basename } from 'node:path';
import { systemMonotonicClock, type MonotonicClock, type Timer } from '../base/MonotonicClock.ts';
import { err, type Result } from '../base/Result.ts';
import { siblingModule } from '../base/siblingModule.ts';
import { WorkerClient } from '../base/WorkerClient.ts';
import type { AppError } from '../contract/errors.ts';
import type { ArtStore } from './ArtStore.ts';
import type { MediaDescription } from './MediaDescription.ts';
import type { ReadTagsOutput, TagWorkerApi, TagWorkerData } from './tagWorkerApi.ts';

export interface ReadTagsOptions {
  /** `interactive` requests go before `background` ones. Default: `background`. */
  readonly priority?: 'interactive' | 'background';
  /**
   * Where to look for a picture, which is kept in the art store: nowhere, in the file, or in the file
   * and then beside it (`cover.jpg`, `folder.jpg`, `front.*`). Default: `none`.
   */
  readonly picture?: 'none' | 'embedded' | 'embeddedOrBeside';
  readonly signal?: AbortSignal;
}

/** Reads what media files say of themselves, off the main thread. */
export interface TagReading {
  /**
   * Tags that cannot be parsed are left out; they do not make a file unplayable.
   *
   * @param path absolute
   * @returns `file.*` when it cannot be read or is no media, `app.cancelled` after an abort
   */
  read(path: string, options?: ReadTagsOptions): Promise<Result<MediaDescription, AppError>>;
}

export interface TagReaderOptions {
  readonly art: ArtStore;
  /** Default: 2. */
  readonly workerCount?: number;
  readonly clock?: MonotonicClock;
  /** A file that gives no sign of life for so long is given up. Default: 10 s. */
  readonly idleTimeoutMs?: number;
  /** The worker's module; tests pass one that misbehaves. */
  readonly workerModule?: URL;
}

/** A pool that had nothing to read for so long keeps one worker, for what is played next. */
export const restAfterMs = 10_000;

type Outcome = Result<MediaDescription, AppError>;

interface QueuedRead {
  readonly path: string;
  readonly picture: 'none' | 'embedded' | 'embeddedOrBeside';
  readonly signal: AbortSignal | undefined;
  readonly settle: (outcome: Outcome) => void;
}

/**
 * A pool of worker threads that read one file each at a time. A worker that dies or falls silent over
 * a file is replaced, and that file alone fails with `file.readFailed`.
 */
export class TagReader implements TagReading, AsyncDisposable {
  readonly #art: ArtStore;
  readonly #clock: MonotonicClock;
  readonly #idleTimeoutMs: number;
  readonly #workerModule: URL;
  readonly #idle: (WorkerClient<TagWorkerApi> | null)[];
  readonly #busy = new Set<WorkerClient<TagWorkerApi>>();
  readonly #interactive = new Set<QueuedRead>();
  readonly #background = new Set<QueuedRead>();
  #restTimer: Timer | null = null;
  #disposed = false;

  constructor(options: TagReaderOptions) {
    this.#art = options.art;
    this.#clock = options.clock ?? systemMonotonicClock;
    this.#idleTimeoutMs = options.idleTimeoutMs ?? 10_000;
    this.#workerModule = options.workerModule ?? siblingModule(import.meta.url, 'tagWorker');
    // `null` stands for a worker that is started when it is first needed.
    this.#idle = Array.from({ length: options.workerCount ?? 2 }, () => null);
  }

  read(path: string, options: ReadTagsOptions = {}): Promise<Outcome> {
    const { signal, picture = 'none' } = options;
    const subject = basename(path);
    if (this.#disposed) return Promise.resolve(err({ code: 'app.shuttingDown', subject }));
    if (signal?.aborted === true) return Promise.resolve(err({ code: 'app.cancelled', subject }));
    const queue = options.priority === 'interactive' ? this.#interactive : this.#background;
    return new Promise((resolve) => {
      const onAbort = () => {
        queue.delete(request);
        request.settle(err({ code: 'app.cancelled', subject }));
      };
      const settle = (outcome: Outcome) => {
        signal?.removeEventListener('abort', onAbort);
        resolve(outcome);
      };
      const request: QueuedRead = { path, picture, signal, settle };
      signal?.addEventListener('abort', onAbort, { once: true });
      queue.add(request);
      this.#startNext();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed = true;
    this.#restTimer?.[Symbol.dispose]();
    for (const queue of [this.#interactive, this.#background]) {
      for (const { path, settle } of queue) {
        settle(err({ code: 'app.shuttingDown', subject: basename(path) }));
      }
      queue.clear();
    }
    const workers = [...this.#busy, ...this.#idle.filter((worker) => worker !== null)];
    await Promise.all(workers.map((worker) => worker[Symbol.asyncDispose]()));
  }

  #startNext(): void {
    this.#restTimer?.[Symbol.dispose]();
    this.#restTimer = null;
    while (this.#idle.length > 0) {
      const request = takeFirst(this.#interactive) ?? takeFirst(this.#background);
      if (request === undefined) break;
      const worker = this.#idle.pop() ?? this.#startWorker();
      this.#busy.add(worker);
      void this.#run(worker, request);
    }
    if (this.#busy.size === 0) {
      this.#restTimer = this.#clock.setTimer(restAfterMs, () => this.#rest());
    }
  }

  /** A thread that has read thousands of files holds tens of megabytes. */
  #rest(): void {
    const workers = this.#idle.filter((worker) => worker !== null);
    const kept = workers.pop() ?? null;
    for (const worker of workers) void worker[Symbol.asyncDispose]();
    this.#idle.fill(null);
    this.#idle.splice(-1, 1, kept);
  }

  /**
   * An aborted request settles at once, but its worker stays busy until it is through with the file:
   * one that hangs must not fail the file after it.
   */
  async #run(worker: WorkerClient<TagWorkerApi>, request: QueuedRead): Promise<void> {
    const output = await this.#callBounded(worker, request);
    this.#busy.delete(worker);
    if (output === null) {
      // Not awaited: a thread that hangs in a system call ends when that call does.
      void worker[Symbol.asyncDispose]();
      this.#idle.push(null);
      request.settle(
        err({
          code: this.#disposed ? 'app.shuttingDown' : 'file.readFailed',
          subject: basename(request.path),
        }),
      );
    } else {
      this.#idle.push(worker);
      if (output.ok) this.#art.noteAdded(output.value.addedArtBytes);
      request.settle(output.ok ? { ok: true, value: output.value.description } : output);
    }
    if (!this.#disposed) this.#startNext();
  }

  /** `null` when the worker died or fell silent. */
  async #callBounded(
    worker: WorkerClient<TagWorkerApi>,
    { path, picture }: QueuedRead,
  ): Promise<Result<ReadTagsOutput, AppError> | null> {
    const { promise: silence, resolve: giveUp } = Promise.withResolvers<null>();
    let timer = this.#clock.setTimer(this.#idleTimeoutMs, () => giveUp(null));
    const onProgress = () => {
      timer[Symbol.dispose]();
      timer = this.#clock.setTimer(this.#idleTimeoutMs, () => giveUp(null));
    };
    try {
      const answer = worker.call('read', { path, picture }, { onProgress });
      return await Promise.race([answer.catch(() => null), silence]);
    } finally {
      timer[Symbol.dispose]();
    }
  }

  #startWorker(): WorkerClient<TagWorkerApi> {
    const workerData: TagWorkerData = { artFolder: this.#art.folder };
    return new WorkerClient(this.#workerModule, {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: 512, stackSizeMb: 4 },
    });
  }
}

function takeFirst(queue: Set<QueuedRead>): QueuedRead | undefined {
  for (const request of queue) {
    queue.delete(request);
    return request;
  }
  return undefined;
}
