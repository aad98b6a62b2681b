import { basename } from 'node:path';
import { systemMonotonicClock, type MonotonicClock, type Timer } from '../base/MonotonicClock.ts';
import { err, ok, type Result } from '../base/Result.ts';
import { siblingModule } from '../base/siblingModule.ts';
import { WorkerClient } from '../base/WorkerClient.ts';
import type { AppError } from '../contract/errors.ts';
import type { ArtStore } from './ArtStore.ts';
import type { MediaDescription } from './MediaDescription.ts';
import type { FileWindow } from './FileWindow.ts';
import type { RangedFile } from './RangedFile.ts';
import type { ReadTagsInput, ReadTagsOutput, TagWorkerApi, TagWorkerData } from './tagWorkerApi.ts';

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

/** Reads what files say of themselves that are elsewhere: on a portable player, or with a page. */
export interface RangedTagReading {
  /**
   * As `TagReading.read`; reads no more of the file than its parser asks for, and gives up with
   * `file.readFailed` over one that wants too much. What reading the file fails with is passed on.
   */
  readRanged(
    file: RangedFile,
    options: Omit<ReadTagsOptions, 'picture'> & {
      readonly picture: 'none' | 'embedded';
      readonly signal: AbortSignal;
    },
  ): Promise<Result<MediaDescription, AppError>>;
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

/**
 * Of a file that is elsewhere so much is read at first, and wherever its parser jumps to: most tags are no
 * longer. Where it reads on, as for pictures, as much again as it has read there.
 */
const firstWindowBytes = 65_536;
const largestWindowBytes = 262_144;
/** And no more in all, for its tags. */
const maximumRangedBytes = 8_388_608;

type Outcome = Result<ReadTagsOutput, AppError>;

interface QueuedRead {
  readonly input: ReadTagsInput;
  /** For people; no path. */
  readonly subject: string;
  readonly signal: AbortSignal | undefined;
  readonly settle: (outcome: Outcome) => void;
}

/**
 * A pool of worker threads that read one file each at a time. A worker that dies or falls silent over
 * a file is replaced, and that file alone fails with `file.readFailed`.
 */
export class TagReader implements TagReading, RangedTagReading, AsyncDisposable {
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

  async read(
    path: string,
    options: ReadTagsOptions = {},
  ): Promise<Result<MediaDescription, AppError>> {
    const { picture = 'none' } = options;
    const read = await this.#ask({ kind: 'path', path, picture }, basename(path), options);
    return read.ok ? this.#keep(read.value, basename(path)) : read;
  }

  async readRanged(
    file: RangedFile,
    options: Parameters<RangedTagReading['readRanged']>[1],
  ): Promise<Result<MediaDescription, AppError>> {
    const { name, sizeBytes } = file;
    const { picture, signal } = options;
    const windows: FileWindow[] = [];
    let position = 0;
    let windowBytes = firstWindowBytes;
    let runBytes = windowBytes;
    for (let askedBytes = 0; askedBytes < maximumRangedBytes;) {
      const bytes = await file.readAt(position, windowBytes, signal);
      if (!bytes.ok) return bytes;
      windows.push({ position, bytes: sharedCopyOf(bytes.value) });
      askedBytes += windowBytes;
      const input = { kind: 'windows', name, sizeBytes, windows, picture } as const;
      const read = await this.#ask(input, name, options);
      if (!read.ok) return read;
      if (read.value.kind === 'described') return this.#keep(read.value, name);
      const next = read.value.position - (read.value.position % firstWindowBytes);
      const isGoingOn = next === position + windowBytes;
      windowBytes = isGoingOn ? Math.min(runBytes, largestWindowBytes) : firstWindowBytes;
      runBytes = isGoingOn ? runBytes + windowBytes : windowBytes;
      position = next;
    }
    return err({ code: 'file.readFailed', subject: name });
  }

  #keep(read: ReadTagsOutput, subject: string): Result<MediaDescription, AppError> {
    // Nothing is missing of a file that is here.
    if (read.kind === 'missing') return err({ code: 'file.readFailed', subject });
    void this.#art.noteAdded(read.addedArtBytes);
    return ok(read.description);
  }

  #ask(input: ReadTagsInput, subject: string, options: ReadTagsOptions): Promise<Outcome> {
    const { signal } = options;
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
      const request: QueuedRead = { input, subject, signal, settle };
      signal?.addEventListener('abort', onAbort, { once: true });
      queue.add(request);
      this.#startNext();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed = true;
    this.#restTimer?.[Symbol.dispose]();
    for (const queue of [this.#interactive, this.#background]) {
      for (const { subject, settle } of queue) {
        settle(err({ code: 'app.shuttingDown', subject }));
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
          subject: request.subject,
        }),
      );
    } else {
      this.#idle.push(worker);
      request.settle(output);
    }
    if (!this.#disposed) this.#startNext();
  }

  /** `null` when the worker died or fell silent. */
  async #callBounded(
    worker: WorkerClient<TagWorkerApi>,
    { input }: QueuedRead,
  ): Promise<Result<ReadTagsOutput, AppError> | null> {
    const { promise: silence, resolve: giveUp } = Promise.withResolvers<null>();
    let timer = this.#clock.setTimer(this.#idleTimeoutMs, () => giveUp(null));
    const onProgress = () => {
      timer[Symbol.dispose]();
      timer = this.#clock.setTimer(this.#idleTimeoutMs, () => giveUp(null));
    };
    try {
      const answer = worker.call('read', input, { onProgress });
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

/** What the worker sees without a copy of its own: every question goes with all windows so far. */
function sharedCopyOf(bytes: Uint8Array): Uint8Array {
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}

function takeFirst(queue: Set<QueuedRead>): QueuedRead | undefined {
  for (const request of queue) {
    queue.delete(request);
    return request;
  }
  return undefined;
}
