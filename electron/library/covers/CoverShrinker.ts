import { delay } from '../../base/delay.ts';
import type { MonotonicClock } from '../../base/MonotonicClock.ts';
import { Mutex } from '../../base/Mutex.ts';
import { siblingModule } from '../../base/siblingModule.ts';
import { WorkerClient } from '../../base/WorkerClient.ts';
import type { CoverWorkerApi } from './coverWorkerApi.ts';
import type { CoverLimits } from './smallCover.ts';

/** In ms. A picture that takes longer is given up, and its thread with it. */
const patienceMs = 15_000;

/**
 * Makes covers small, one at a time, in a thread that lives as long as covers are asked for: whatever a
 * picture does to its decoder, it is only that picture that has no cover.
 */
export class CoverShrinker implements AsyncDisposable {
  readonly #clock: MonotonicClock;
  readonly #workerModule: URL;
  readonly #mutex = new Mutex();
  #worker: WorkerClient<CoverWorkerApi> | null = null;
  /** Those that are being made, or wait for it. */
  #askedCount = 0;

  /** @param workerModule tests pass one that misbehaves */
  constructor(
    clock: MonotonicClock,
    workerModule: URL = siblingModule(import.meta.url, 'coverWorker'),
  ) {
    this.#clock = clock;
    this.#workerModule = workerModule;
  }

  /** A small JPEG of the picture; `null` where none could be made, or after an abort. */
  async shrink(
    picture: Uint8Array,
    limits: CoverLimits,
    signal: AbortSignal,
  ): Promise<Uint8Array | null> {
    this.#askedCount += 1;
    try {
      const shrunk = await this.#mutex.runUnlessAborted(signal, () =>
        this.#shrinkNow(picture, limits, signal),
      );
      return shrunk.ok ? shrunk.value : null;
    } finally {
      this.#askedCount -= 1;
      if (this.#askedCount === 0) await this.#endWorker();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#endWorker();
  }

  async #shrinkNow(
    picture: Uint8Array,
    limits: CoverLimits,
    signal: AbortSignal,
  ): Promise<Uint8Array | null> {
    this.#worker ??= new WorkerClient(this.#workerModule, {
      resourceLimits: { maxOldGenerationSizeMb: 512, stackSizeMb: 4 },
    });
    const answered = new AbortController();
    // A thread at work on a picture hears nothing, so that an abort ends it like silence does.
    const until = AbortSignal.any([signal, answered.signal]);
    const silence = delay(this.#clock, patienceMs, until).then(() => 'silence' as const);
    const answer = this.#worker.call('shrink', { picture, limits }).catch(() => 'died' as const);
    const outcome = await Promise.race([answer, silence]);
    answered.abort();
    if (outcome !== 'silence' && outcome !== 'died') return outcome;
    await this.#endWorker();
    return null;
  }

  async #endWorker(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.[Symbol.asyncDispose]();
  }
}
