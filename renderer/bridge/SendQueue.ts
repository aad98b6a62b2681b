import type { PageClock } from './PageClock.ts';

/** Wait after a try that the network ended, times the number of tries. */
export const retryDelayMs = 1_000;
const maximumTries = 5;

/** `answered`: main has the bytes, or has said why it does not want them. */
export type SendEnd = 'answered' | 'aborted' | 'networkFailed' | 'unreadable';

interface SendQueueOptions<Wish> {
  readonly clock: PageClock;
  /** Sent at the same time. */
  readonly maximumConcurrent: number;
  /** Two wishes of one key are the same. */
  readonly keyOf: (wish: Wish) => string;
  /** Leaves nothing behind when aborted; `null` when this page does not have it. */
  readonly send: (wish: Wish, signal: AbortSignal) => Promise<SendEnd> | null;
}

/** Sends what main wants, in its order and a few at a time, and stops what it does not want any more. */
export class SendQueue<Wish> {
  readonly #options: SendQueueOptions<Wish>;
  readonly #sending = new Map<string, AbortController>();
  readonly #sends = new Set<Promise<void>>();
  #wanted: readonly Wish[] = [];
  #isSuspended = false;
  /** Tries that the network ended. */
  readonly #tries = new Map<string, number>();

  constructor(options: SendQueueOptions<Wish>) {
    this.#options = options;
  }

  /** What main wants by now. */
  want(wanted: readonly Wish[]): void {
    this.#isSuspended = false;
    this.#wanted = wanted;
    const keys = new Set(wanted.map(this.#options.keyOf));
    for (const [key, controller] of this.#sending) {
      if (!keys.has(key)) controller.abort();
    }
    for (const key of [...this.#tries.keys()]) {
      if (!keys.has(key)) this.#tries.delete(key);
    }
    this.#sendWanted();
  }

  /**
   * Begins nothing more before main says what it wants: it cannot be heard, and may be another when it can.
   * What is being sent goes on.
   */
  suspend(): void {
    this.#isSuspended = true;
  }

  /** Resolves when nothing is being sent, nor waits to be sent again. */
  async idle(): Promise<void> {
    while (this.#sends.size > 0) await Promise.all(this.#sends);
  }

  #sendWanted(): void {
    const { maximumConcurrent, keyOf } = this.#options;
    if (this.#isSuspended) return;
    for (const wish of this.#wanted) {
      if (this.#sending.size >= maximumConcurrent) return;
      const key = keyOf(wish);
      if (this.#sending.has(key)) continue;
      const controller = new AbortController();
      const sending = this.#options.send(wish, controller.signal);
      if (sending === null) continue;
      this.#sending.set(key, controller);
      const send = this.#finish(key, sending);
      this.#sends.add(send);
      void send.finally(() => this.#sends.delete(send));
    }
  }

  async #finish(key: string, sending: Promise<SendEnd>): Promise<void> {
    const end = await sending;
    if (end === 'networkFailed' && this.#mayTryAgain(key)) {
      await new Promise<void>((resolve) => {
        this.#options.clock.setTimer(retryDelayMs * (this.#tries.get(key) ?? 1), resolve);
      });
    } else if (end !== 'aborted') {
      this.#wanted = this.#wanted.filter((wish) => this.#options.keyOf(wish) !== key);
    }
    this.#sending.delete(key);
    this.#sendWanted();
  }

  #mayTryAgain(key: string): boolean {
    const tries = (this.#tries.get(key) ?? 0) + 1;
    this.#tries.set(key, tries);
    return tries < maximumTries && this.#wanted.some((wish) => this.#options.keyOf(wish) === key);
  }
}
