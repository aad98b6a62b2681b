import { Emitter, type EventSource } from '../base/Emitter.ts';
import { err, ok, type Result } from '../base/Result.ts';
import type { MediaFailure } from './MediaErrorCode.ts';

/** Calls back when an event is there to be fetched with `endGetEvent` (IMFAsyncCallback). */
export type GetEventCallback = (result: AsyncResult) => void;

/** What a callback hands to `endGetEvent`; only the generator that issued it takes it. */
export interface AsyncResult {
  readonly state: unknown;
}

interface PendingRequest {
  readonly callback: GetEventCallback;
  readonly state: unknown;
}

/** Events nobody fetches are kept up to here; then the oldest go. Subscribers miss nothing. */
const maximumQueuedEvents = 1_000;

/**
 * A queue of events with one reader (IMFMediaEventGenerator, MS-04, MS-05), and beside it, for every
 * listener there is, `events`.
 */
export class MediaEventGenerator<Event> {
  readonly #emitter = new Emitter<Event>();
  readonly #queue: Event[] = [];
  readonly #issued = new Map<AsyncResult, Event>();
  readonly #waiting: ((event: Result<Event, MediaFailure>) => void)[] = [];
  #pending: PendingRequest | null = null;
  #isShutdown = false;

  /** Tells every event as it happens, whoever fetches from the queue. */
  get events(): EventSource<Event> {
    return this.#emitter;
  }

  queueEvent(event: Event): void {
    if (this.#isShutdown) return;
    const waiting = this.#waiting.shift();
    if (waiting !== undefined) waiting(ok(event));
    else {
      this.#queue.push(event);
      if (this.#queue.length > maximumQueuedEvents) this.#queue.shift();
      this.#deliver();
    }
    this.#emitter.emit(event);
  }

  /**
   * Asks for one event; one request at a time.
   *
   * @returns `multipleBegin` for the same callback with another state, `multipleSubscribers` for another
   *   callback, `shutdown`. The same request twice is fine and is answered once (MF_S_MULTIPLE_BEGIN).
   */
  beginGetEvent(
    callback: GetEventCallback,
    state: unknown = null,
  ): Result<'pending' | 'multipleBegin', MediaFailure> {
    if (typeof callback !== 'function') return err({ code: 'invalidArgument' });
    if (this.#isShutdown) return err({ code: 'shutdown' });
    if (this.#pending !== null) {
      if (this.#pending.callback !== callback) return err({ code: 'multipleSubscribers' });
      return this.#pending.state === state ? ok('multipleBegin') : err({ code: 'multipleBegin' });
    }
    this.#pending = { callback, state };
    this.#deliver();
    return ok('pending');
  }

  /** The event a callback was called for; `failed` for a result of another generator. */
  endGetEvent(result: AsyncResult): Result<Event, MediaFailure> {
    if (!this.#issued.has(result)) return err({ code: 'failed' });
    const event = this.#issued.get(result) as Event; // `undefined` is an event where Event allows it
    this.#issued.delete(result);
    return ok(event);
  }

  /**
   * The next event, waited for unless `noWait` is given.
   *
   * @returns `noEventsAvailable`, `multipleSubscribers` while a request is pending, `shutdown`
   */
  async getEvent(
    options: { readonly noWait?: boolean } = {},
  ): Promise<Result<Event, MediaFailure>> {
    if (this.#isShutdown) return err({ code: 'shutdown' });
    if (this.#pending !== null) return err({ code: 'multipleSubscribers' });
    if (this.#queue.length > 0) return ok(this.#queue.shift() as Event); // the queue is not empty
    if (options.noWait === true) return err({ code: 'noEventsAvailable' });
    return await new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Every request from now on, and those that wait, answer `shutdown`. */
  shutdown(): void {
    this.#isShutdown = true;
    this.#queue.length = 0;
    this.#pending = null;
    for (const waiting of this.#waiting.splice(0)) waiting(err({ code: 'shutdown' }));
  }

  /** Callbacks run on their own: one that asks for the next event at once does not nest. */
  #deliver(): void {
    const pending = this.#pending;
    if (pending === null || this.#queue.length === 0) return;
    const event = this.#queue.shift() as Event; // the queue is not empty
    this.#pending = null;
    const result: AsyncResult = { state: pending.state };
    this.#issued.set(result, event);
    queueMicrotask(() => pending.callback(result));
  }
}
