import { randomBytes } from 'node:crypto';
import type { MonotonicClock } from '../base/MonotonicClock.ts';

/** An offer nobody took ends after so long. */
export const offerLifetimeMs = 600_000;
/** The oldest offer gives way to one more. */
export const maximumOffers = 100;

/** Something a page can download. */
export interface Download {
  readonly fileName: string;
  /** `null` where it is not known before. */
  readonly sizeBytes: number | null;
  /** The bytes, made as they are taken; nothing is read before. */
  stream(signal: AbortSignal): ReadableStream<Uint8Array>;
}

/** What pages may download: each under an address that cannot be guessed, and works once. */
export class Downloads {
  readonly #clock: MonotonicClock;
  /** In the order they were made. */
  readonly #offers = new Map<string, { readonly download: Download; readonly madeAtMs: number }>();

  constructor(clock: MonotonicClock) {
    this.#clock = clock;
  }

  /** @returns where it is served: a URL relative to the page */
  offer(download: Download): { readonly url: string; readonly fileName: string } {
    const downloadId = randomBytes(16).toString('base64url');
    this.#forget(maximumOffers - 1);
    this.#offers.set(downloadId, { download, madeAtMs: this.#clock.nowMs() });
    return { url: `download/${downloadId}`, fileName: download.fileName };
  }

  /** The download, for the first who asks; `null` for everybody after, and when its time is over. */
  take(downloadId: string): Download | null {
    this.#forget(maximumOffers);
    const offer = this.#offers.get(downloadId);
    this.#offers.delete(downloadId);
    return offer?.download ?? null;
  }

  /** What is too old, and the oldest beyond so many. */
  #forget(keptCount: number): void {
    const oldestMs = this.#clock.nowMs() - offerLifetimeMs;
    for (const [downloadId, { madeAtMs }] of this.#offers) {
      if (madeAtMs > oldestMs && this.#offers.size <= keptCount) return;
      this.#offers.delete(downloadId);
    }
  }
}
