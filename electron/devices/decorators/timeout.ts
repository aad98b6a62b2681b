import { Emitter, type EventSource } from '../../base/Emitter.ts';
import { IdleWatch } from '../../base/IdleWatch.ts';
import type { MonotonicClock, Timer } from '../../base/MonotonicClock.ts';
import { err, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { ObjectId } from '../../contract/ids.ts';
import type {
  DeviceConnection,
  DeviceEvent,
  ListOptions,
  ListOutcome,
  PartialObject,
  ReadRequest,
  WriteFailure,
  WriteRequest,
} from '../DeviceConnection.ts';
import type { DeviceObject, FolderReference } from '../DeviceObject.ts';
import { plainFailure, type FailureShape } from '../FailureShape.ts';
import { ForwardingConnection, type ConnectionCall } from './ForwardingConnection.ts';
import type { SettlingConnection } from './SettlingConnection.ts';

export interface TimeoutOptions {
  readonly clock: MonotonicClock;
  readonly limits?: TimeoutLimits;
}

/** In ms, of silence: what goes on may take as long as it likes. */
export interface TimeoutLimits {
  readonly idleMs: number;
  /** A folder of thousands goes without a sign of life. */
  readonly removalIdleMs: number;
  /** How long a device may take to let go of a call that timed out, before it is given up. */
  readonly settleMs: number;
}

/** Wider than what providers watch themselves: this is the net below them. */
const defaultLimits: TimeoutLimits = {
  idleMs: 60_000,
  removalIdleMs: 300_000,
  settleMs: 60_000,
};

/**
 * A connection whose calls end with `device.timedOut` when the device falls silent. The call stays on the
 * wire: until the device has let go of it the connection is `recovering` (a time-out is no cancel), and
 * when it never does the device is `lost`. Time that our own side takes, to read a source or to receive,
 * does not count.
 */
export function timeout(connection: DeviceConnection, options: TimeoutOptions): SettlingConnection {
  return new TimeoutConnection(connection, options);
}

const timedOut: AppError = { code: 'device.timedOut' };

class TimeoutConnection extends ForwardingConnection implements SettlingConnection {
  readonly #clock: MonotonicClock;
  readonly #limits: TimeoutLimits;
  readonly #events = new Emitter<DeviceEvent>();
  readonly #subscription: Disposable;
  #settlingCount = 0;
  #givingUp: Timer | null = null;
  #isLost = false;

  constructor(inner: DeviceConnection, { clock, limits = defaultLimits }: TimeoutOptions) {
    super(inner);
    this.#clock = clock;
    this.#limits = limits;
    this.#subscription = inner.events.subscribe((event) => {
      if (event.kind === 'lost') this.#lose(event.error);
      else this.#events.emit(event);
    });
  }

  override get events(): EventSource<DeviceEvent> {
    return this.#events;
  }

  get isSettling(): boolean {
    return this.#settlingCount > 0;
  }

  protected around<Value, Failure>(
    { method, signal, failure }: ConnectionCall<Failure>,
    proceed: (signal: AbortSignal) => Promise<Result<Value, Failure>>,
  ): Promise<Result<Value, Failure>> {
    const idleMs = method === 'remove' ? this.#limits.removalIdleMs : this.#limits.idleMs;
    return this.#watched(signal, failure, idleMs, (_, watched) => proceed(watched));
  }

  override list(
    folder: FolderReference,
    options: ListOptions,
  ): Promise<Result<ListOutcome, AppError>> {
    return this.#watched(options.signal, plainFailure, this.#limits.idleMs, (watch, signal) =>
      this.inner.list(folder, {
        ...options,
        signal,
        onEntries(entries) {
          watch.report();
          options.onEntries(entries);
        },
        onEstimate(count) {
          watch.report();
          options.onEstimate?.(count);
        },
      }),
    );
  }

  override read(request: ReadRequest): Promise<Result<void, AppError>> {
    return this.#watched(request.signal, plainFailure, this.#limits.idleMs, (watch, signal) =>
      this.inner.read({
        ...request,
        signal,
        onChunk(chunk) {
          watch.report();
          return watch.aside(request.onChunk(chunk));
        },
      }),
    );
  }

  override write(request: WriteRequest): Promise<Result<DeviceObject, WriteFailure>> {
    return this.#writeWatched(request, (watched) => this.inner.write(watched));
  }

  override resumeWrite(
    objectId: ObjectId,
    request: WriteRequest,
  ): Promise<Result<DeviceObject, WriteFailure>> {
    return this.#writeWatched(request, (watched) => this.inner.resumeWrite(objectId, watched));
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    this.#givingUp?.[Symbol.dispose]();
    await super[Symbol.asyncDispose]();
    this.#subscription[Symbol.dispose]();
  }

  /** What is left behind is known from what was told until then. */
  #writeWatched(
    request: WriteRequest,
    write: (request: WriteRequest) => Promise<Result<DeviceObject, WriteFailure>>,
  ): Promise<Result<DeviceObject, WriteFailure>> {
    const left: PartialObject[] = [];
    const failure: FailureShape<WriteFailure> = {
      of: (error) => ({ error, partial: left.at(-1) ?? null }),
      errorOf: ({ error }) => error,
    };
    return this.#watched(request.signal, failure, this.#limits.idleMs, (watch, signal) =>
      write({
        ...request,
        signal,
        open: (offsetBytes) => asideOf(watch, request.open(offsetBytes)),
        async onCreated(partial) {
          left.push(partial);
          await watch.aside(request.onCreated?.(partial));
        },
        onProgress(writtenBytes) {
          watch.report();
          const last = left.at(-1);
          if (last !== undefined) left.push({ ...last, writtenBytes });
          request.onProgress(writtenBytes);
        },
      }),
    );
  }

  async #watched<Value, Failure>(
    signal: AbortSignal,
    failure: FailureShape<Failure>,
    idleMs: number,
    call: (watch: IdleWatch, signal: AbortSignal) => Promise<Result<Value, Failure>>,
  ): Promise<Result<Value, Failure>> {
    if (this.#isLost) return err(failure.of({ code: 'device.disconnected' }));
    using watch = new IdleWatch(this.#clock, idleMs);
    const silence = Promise.withResolvers<'silence'>();
    watch.signal.addEventListener('abort', () => silence.resolve('silence'), { once: true });
    const calling = call(watch, AbortSignal.any([signal, watch.signal]));
    const first = await Promise.race([calling, silence.promise]);
    if (first !== 'silence') return first;
    this.#settle(calling);
    return err(failure.of(timedOut));
  }

  /** Waits for the device to let go of a call that nobody waits for any more. */
  #settle(calling: Promise<unknown>): void {
    this.#settlingCount += 1;
    if (this.#settlingCount === 1) {
      this.#events.emit({ kind: 'recovering' });
      this.#givingUp = this.#clock.setTimer(this.#limits.settleMs, () => this.#lose(timedOut));
    }
    const settled = () => {
      this.#settlingCount -= 1;
      if (this.#settlingCount > 0 || this.#isLost) return;
      this.#givingUp?.[Symbol.dispose]();
      this.#events.emit({ kind: 'recovered' });
    };
    calling.then(settled, settled);
  }

  #lose(error: AppError): void {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#givingUp?.[Symbol.dispose]();
    this.#events.emit({ kind: 'lost', error });
  }
}

/** The pieces of a source; while one is waited for, the device is not. */
async function* asideOf(
  watch: IdleWatch,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await watch.aside(iterator.next());
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}
