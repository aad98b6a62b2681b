import { delay } from '../../base/delay.ts';
import type { MonotonicClock } from '../../base/MonotonicClock.ts';
import { err, type Result } from '../../base/Result.ts';
import type { AppError, ErrorCode } from '../../contract/errors.ts';
import type {
  DeviceConnection,
  ListOptions,
  ListOutcome,
  ReadRequest,
} from '../DeviceConnection.ts';
import type { FolderReference } from '../DeviceObject.ts';
import { plainFailure, type FailureShape } from '../FailureShape.ts';
import {
  ForwardingConnection,
  type ConnectionCall,
  type ConnectionMethod,
} from './ForwardingConnection.ts';

export interface RetryOptions {
  readonly clock: MonotonicClock;
  /** Before each further attempt; as many as there are. Default: 250 ms, 1 s, 4 s. */
  readonly delaysMs?: readonly number[];
}

/** What may be asked twice without a difference. Whatever changes something is not among them. */
const idempotentMethods: ReadonlySet<ConnectionMethod> = new Set([
  'readBatteryPercent',
  'readCertificate',
  'listStorages',
  'list',
  'stat',
  'read',
  'readReferences',
]);

/** Failures that may be over the next time, without anybody doing something about it. */
const passingErrors: ReadonlySet<ErrorCode> = new Set([
  'device.busy',
  'device.failed',
  'device.timedOut',
  'device.protocol',
]);

/** A connection that asks again, a few times and spaced, what only looks at the device. */
export function retry(connection: DeviceConnection, options: RetryOptions): DeviceConnection {
  return new RetryConnection(connection, options);
}

class RetryConnection extends ForwardingConnection {
  readonly #clock: MonotonicClock;
  readonly #delaysMs: readonly number[];

  constructor(inner: DeviceConnection, { clock, delaysMs = [250, 1_000, 4_000] }: RetryOptions) {
    super(inner);
    this.#clock = clock;
    this.#delaysMs = delaysMs;
  }

  protected around<Value, Failure>(
    call: ConnectionCall<Failure>,
    proceed: (signal: AbortSignal) => Promise<Result<Value, Failure>>,
  ): Promise<Result<Value, Failure>> {
    if (!idempotentMethods.has(call.method)) return proceed(call.signal);
    const isPassing = (failure: Failure) => passingErrors.has(call.failure.errorOf(failure).code);
    return this.#attempt(call.signal, call.failure, isPassing, () => proceed(call.signal));
  }

  /** What was told cannot be taken back: a listing is asked again only while it told nothing. */
  override list(
    folder: FolderReference,
    options: ListOptions,
  ): Promise<Result<ListOutcome, AppError>> {
    let toldCount = 0;
    const counting: ListOptions = {
      ...options,
      onEntries(entries) {
        toldCount += entries.length;
        options.onEntries(entries);
      },
    };
    const isPassing = ({ code }: AppError) => toldCount === 0 && passingErrors.has(code);
    return this.#attempt(options.signal, plainFailure, isPassing, () =>
      this.inner.list(folder, counting),
    );
  }

  /** Goes on behind the last byte that was received, where the device can read a part. */
  override read(request: ReadRequest): Promise<Result<void, AppError>> {
    const canGoOn = this.capabilities.operations.has('readRange');
    let receivedBytes = 0;
    const isPassing = ({ code }: AppError) =>
      (canGoOn || receivedBytes === 0) && passingErrors.has(code);
    return this.#attempt(request.signal, plainFailure, isPassing, () =>
      this.inner.read({
        ...request,
        offsetBytes: request.offsetBytes + receivedBytes,
        lengthBytes: request.lengthBytes === null ? null : request.lengthBytes - receivedBytes,
        async onChunk(chunk) {
          receivedBytes += chunk.length;
          await request.onChunk(chunk);
        },
      }),
    );
  }

  async #attempt<Value, Failure>(
    signal: AbortSignal,
    failure: FailureShape<Failure>,
    isPassing: (failure: Failure) => boolean,
    proceed: () => Promise<Result<Value, Failure>>,
  ): Promise<Result<Value, Failure>> {
    for (const delayMs of this.#delaysMs) {
      const outcome = await proceed();
      if (outcome.ok || !isPassing(outcome.error)) return outcome;
      await delay(this.#clock, delayMs, signal);
      if (signal.aborted) return err(failure.of({ code: 'app.cancelled' }));
    }
    return proceed();
  }
}
