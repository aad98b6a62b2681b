import { Emitter, type EventSource } from '../base/Emitter.ts';
import type { MonotonicClock, Timer } from '../base/MonotonicClock.ts';
import { err, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import type { UploadId } from '../contract/ids.ts';

/** What bytes are wanted for: to be heard or read at once, or to be copied some time. */
export type UploadPurpose = 'playing' | 'copying';

/** Bytes of an upload that stay until this is disposed. */
export interface UploadHold extends Disposable {
  readonly path: string;
  /** The dropped file's own name. */
  readonly fileName: string;
}

type Outcome = Result<UploadHold, AppError>;
type Settle = (outcome: Outcome) => void;

interface UploadWaitersOptions {
  readonly clock: MonotonicClock;
  /** What is waited for and does not come for so long is told to `onIdle`. */
  readonly idleTimeoutMs: number;
  readonly onIdle: (uploadId: UploadId) => void;
  /** Nobody waits for this one any more, without an outcome. */
  readonly onLeft: (uploadId: UploadId) => void;
}

/** Who waits for the bytes of uploads, and for what. */
export class UploadWaiters {
  readonly #options: UploadWaitersOptions;
  /** In the order they were asked for. */
  readonly #waiting = new Map<UploadId, Map<Settle, UploadPurpose>>();
  readonly #changes = new Emitter<readonly UploadId[]>();
  #wanted: readonly UploadId[] = [];
  #isPlayingHeldUp = false;
  #idleTimer: Timer | null = null;

  constructor(options: UploadWaitersOptions) {
    this.#options = options;
  }

  get uploadIds(): readonly UploadId[] {
    return this.#wanted;
  }

  /** Is any of them wanted for playing? */
  get isPlayingHeldUp(): boolean {
    return this.#isPlayingHeldUp;
  }

  /** Of both. */
  get changes(): EventSource<readonly UploadId[]> {
    return this.#changes;
  }

  has(uploadId: UploadId): boolean {
    return this.#waiting.has(uploadId);
  }

  /** Waits until it is settled, or the signal aborts (`app.cancelled`). */
  wait(uploadId: UploadId, signal: AbortSignal, purpose: UploadPurpose): Promise<Outcome> {
    const waiters = this.#waiting.get(uploadId) ?? new Map<Settle, UploadPurpose>();
    return new Promise((resolve) => {
      const settle = (outcome: Outcome) => {
        signal.removeEventListener('abort', onAbort);
        resolve(outcome);
      };
      const onAbort = () => {
        waiters.delete(settle);
        if (waiters.size === 0) {
          this.#waiting.delete(uploadId);
          this.#options.onLeft(uploadId);
        }
        settle(err({ code: 'app.cancelled' }));
        this.#look();
      };
      signal.addEventListener('abort', onAbort, { once: true });
      waiters.set(settle, purpose);
      this.#waiting.set(uploadId, waiters);
      this.#look();
    });
  }

  /** Gives each who waits for this upload an outcome of its own. */
  settle(uploadId: UploadId, makeOutcome: () => Outcome): void {
    const waiters = this.#waiting.get(uploadId);
    if (waiters === undefined) return;
    this.#waiting.delete(uploadId);
    for (const settle of waiters.keys()) settle(makeOutcome());
    this.#look();
  }

  /** One timer for all: a page sends one upload after the other, and the last may wait for the first. */
  restartIdleTimer(): void {
    this.#idleTimer?.[Symbol.dispose]();
    this.#idleTimer = null;
    if (this.#waiting.size === 0) return;
    const { clock, idleTimeoutMs, onIdle } = this.#options;
    this.#idleTimer = clock.setTimer(idleTimeoutMs, () => {
      for (const uploadId of [...this.#waiting.keys()]) onIdle(uploadId);
    });
  }

  #look(): void {
    const wanted = [...this.#waiting.keys()];
    const purposes = [...this.#waiting.values()].flatMap((waiters) => [...waiters.values()]);
    const isPlayingHeldUp = purposes.includes('playing');
    const isSame =
      isPlayingHeldUp === this.#isPlayingHeldUp &&
      wanted.length === this.#wanted.length &&
      wanted.every((uploadId, index) => uploadId === this.#wanted[index]);
    if (isSame) return;
    this.#wanted = wanted;
    this.#isPlayingHeldUp = isPlayingHeldUp;
    this.restartIdleTimer();
    this.#changes.emit(wanted);
  }
}
