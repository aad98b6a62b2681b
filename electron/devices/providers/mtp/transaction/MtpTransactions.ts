import { Emitter, type EventSource } from '../../../../base/Emitter.ts';
import type { Logger } from '../../../../base/Logger.ts';
import type { MonotonicClock } from '../../../../base/MonotonicClock.ts';
import { Mutex } from '../../../../base/Mutex.ts';
import { err, ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import { responseCodes } from '../codec/codes/responseCodes.ts';
import { IdleWatch } from '../transports/IdleWatch.ts';
import { DeviceRecovery } from './DeviceRecovery.ts';
import { EventListener, type DeviceNotice } from './EventListener.ts';
import { exchange, type MtpWire } from './exchange.ts';
import type { MtpTimeouts } from './MtpTimeouts.ts';
import { responseError } from './responseError.ts';
import type { TransactionFailure } from './TransactionFailure.ts';
import type { TransactionReply, TransactionRequest } from './TransactionRequest.ts';

export type MtpEvent =
  | { readonly kind: 'notice'; readonly notice: DeviceNotice }
  /** A transaction did not end. Further ones wait until it is known where the device is. */
  | { readonly kind: 'recovering' }
  /** In a new session every handle is new. */
  | { readonly kind: 'recovered'; readonly session: 'same' | 'new' }
  | { readonly kind: 'lost' };

interface TransactionServices {
  readonly clock: MonotonicClock;
  readonly logger: Logger;
  readonly timeouts: MtpTimeouts;
}

const sessionId = 1;
/** The one after it is reserved; they begin anew (MTP 1.1, 4.4.5). */
const lastTransactionId = 0xffff_fffe;
const never = new AbortController().signal;

/**
 * An MTP session with a device: one transaction at a time, in the order they were asked for. What stops
 * in the middle is brought to its end on the wire before the next begins, whoever called it off.
 */
export class MtpTransactions implements AsyncDisposable {
  readonly #wire: MtpWire;
  readonly #services: TransactionServices;
  readonly #gate = new Mutex();
  readonly #events = new Emitter<MtpEvent>();
  readonly #listener: EventListener;
  readonly #recovery: DeviceRecovery;
  #lastTransactionId = 0;
  #state: 'open' | 'lost' | 'closed' = 'open';

  private constructor(wire: MtpWire, services: TransactionServices) {
    this.#wire = wire;
    this.#services = services;
    this.#listener = new EventListener(wire, services.logger, (notice) =>
      this.#events.emit({ kind: 'notice', notice }),
    );
    this.#recovery = new DeviceRecovery({
      wire,
      clock: services.clock,
      timeouts: services.timeouts,
      attempt: (request, idleMs) => this.#attempt(request, idleMs, never),
      openSession: () => this.#openSession(),
    });
  }

  /**
   * Opens the session. The port is the session's from here on, closed with it or when opening fails.
   * Some devices need seconds before they take the first command.
   */
  static async open(
    wire: MtpWire,
    services: TransactionServices,
    signal: AbortSignal,
  ): Promise<Result<MtpTransactions, AppError>> {
    const transactions = new MtpTransactions(wire, services);
    const closePort = () => void wire.port[Symbol.asyncDispose]();
    signal.addEventListener('abort', closePort, { once: true });
    const opened = await transactions.#openSession();
    signal.removeEventListener('abort', closePort);
    if (!opened.ok || signal.aborted) {
      await wire.port[Symbol.asyncDispose]();
      return opened.ok || signal.aborted ? err({ code: 'app.cancelled' }) : opened;
    }
    transactions.#begin();
    return ok(transactions);
  }

  get events(): EventSource<MtpEvent> {
    return this.#events;
  }

  /**
   * The device's reply, whatever it says. Waits for its turn. `signal` is heeded while waiting and in the
   * middle of data. Errors: `device.disconnected`, `device.timedOut`, `device.protocol`,
   * `device.failed`, `file.changed`, `app.cancelled`. What a chunk's maker or receiver throws is thrown.
   */
  run(
    request: TransactionRequest,
    signal: AbortSignal,
  ): Promise<Result<TransactionReply, AppError>> {
    const answer = Promise.withResolvers<Result<TransactionReply, AppError>>();
    const leave = () => answer.resolve(err({ code: 'app.cancelled' }));
    signal.addEventListener('abort', leave, { once: true });
    void this.#gate.runExclusive(async () => {
      signal.removeEventListener('abort', leave);
      if (signal.aborted) leave();
      else if (this.#state !== 'open') answer.resolve(err(disconnected));
      else await this.#runAndSettle(request, signal, answer);
    });
    return answer.promise;
  }

  /** Ends the session and closes the port, without waiting long for a device that does not answer. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#state === 'closed') return;
    const wasOpen = this.#state === 'open';
    this.#state = 'closed';
    const { settleMs } = this.#services.timeouts;
    const ended = this.#gate.runExclusive(async () => {
      if (wasOpen) await this.#attempt(closeSession, settleMs, never);
    });
    await Promise.race([ended, this.#pause(settleMs)]);
    await this.#wire.port[Symbol.asyncDispose]();
    await this.#listener.stop();
  }

  #begin(): void {
    this.#listener.start();
    const { gone } = this.#wire.port;
    gone.addEventListener('abort', () => this.#lose(), { once: true });
    if (gone.aborted) this.#lose();
  }

  /** Answers as soon as the outcome is known; lets the next in when the device is ready for it. */
  async #runAndSettle(
    request: TransactionRequest,
    signal: AbortSignal,
    answer: PromiseWithResolvers<Result<TransactionReply, AppError>>,
  ): Promise<void> {
    try {
      const outcome = await this.#attempt(request, this.#services.timeouts.idleMs, signal);
      answer.resolve(outcome.ok ? outcome : err(outcome.error.error));
      if (!outcome.ok) await this.#settle(outcome.error);
      else if (outcome.value.code === responseCodes.SessionNotOpen) await this.#reopenSession();
    } catch (thrown) {
      answer.reject(thrown);
      await this.#settle({ error: { code: 'app.cancelled' }, device: 'unsettled' });
    }
  }

  async #attempt(
    request: TransactionRequest,
    idleMs: number,
    signal: AbortSignal,
  ): Promise<Result<TransactionReply, TransactionFailure>> {
    const { clock, logger } = this.#services;
    using watch = new IdleWatch(clock, idleMs);
    const transactionId = this.#nextTransactionId();
    const outcome = await exchange(this.#wire, request, transactionId, watch, signal);
    if (outcome.ok) return outcome;
    const failure = await this.#explain(outcome.error, watch);
    logger.info('Transaction failed', { operation: request.operation, transactionId, ...failure });
    return err(failure);
  }

  /** Says what a failure was caused by: time, or a device that is about to be gone. */
  async #explain(failure: TransactionFailure, watch: IdleWatch): Promise<TransactionFailure> {
    if (watch.expired) return { error: { code: 'device.timedOut' }, device: 'unsettled' };
    if (failure.device !== 'unsettled' || failure.error.code !== 'device.protocol') return failure;
    await Promise.race([this.#goneEvent(), this.#pause(this.#services.timeouts.pauseMs)]);
    return this.#wire.port.gone.aborted ? { error: disconnected, device: 'gone' } : failure;
  }

  async #settle(failure: TransactionFailure): Promise<void> {
    if (failure.device === 'ready' || this.#state !== 'open') return;
    const wasCancelled = failure.error.code === 'app.cancelled';
    if (!wasCancelled) this.#events.emit({ kind: 'recovering' });
    const recovered = await this.#recovery.recover(this.#lastTransactionId);
    this.#services.logger.info('Device recovered', { recovered });
    if (recovered === 'lost') this.#lose();
    else if (recovered === 'newSession') await this.#restart();
    else if (!wasCancelled) this.#events.emit({ kind: 'recovered', session: 'same' });
  }

  /** The device forgot the session, as phones do when they are locked or their use is changed. */
  async #reopenSession(): Promise<void> {
    this.#events.emit({ kind: 'recovering' });
    const opened = await this.#openSession();
    if (opened.ok) await this.#restart();
    else this.#lose();
  }

  async #restart(): Promise<void> {
    await this.#listener.stop();
    if (this.#state !== 'open') return;
    this.#listener.start();
    this.#events.emit({ kind: 'recovered', session: 'new' });
  }

  async #openSession(): Promise<Result<void, AppError>> {
    const { clock, timeouts } = this.#services;
    const endMs = clock.nowMs() + timeouts.openMs;
    for (;;) {
      // The first transaction of a session is 0 (MTP 1.1, D.2.2).
      this.#lastTransactionId = lastTransactionId;
      const outcome = await this.#attempt(openSession, timeouts.openAttemptMs, never);
      if (outcome.ok && outcome.value.code === responseCodes.OK) return ok();
      const error = outcome.ok ? responseError('OpenSession', outcome.value) : outcome.error.error;
      if (this.#wire.port.gone.aborted || clock.nowMs() >= endMs) return err(error);
      if (outcome.ok && outcome.value.code === responseCodes.SessionAlreadyOpen) {
        await this.#attempt(closeSession, timeouts.settleMs, never);
      } else if (outcome.ok) await this.#pause(timeouts.pauseMs);
      else await this.#resetPort();
    }
  }

  async #resetPort(): Promise<void> {
    using watch = new IdleWatch(this.#services.clock, this.#services.timeouts.settleMs);
    await this.#wire.port.reset(watch.signal);
  }

  #nextTransactionId(): number {
    const isLast = this.#lastTransactionId === lastTransactionId;
    this.#lastTransactionId = isLast ? 0 : this.#lastTransactionId + 1;
    return this.#lastTransactionId;
  }

  #lose(): void {
    if (this.#state !== 'open') return;
    this.#state = 'lost';
    this.#events.emit({ kind: 'lost' });
    void this.#wire.port[Symbol.asyncDispose]();
  }

  #goneEvent(): Promise<unknown> {
    const { gone } = this.#wire.port;
    if (gone.aborted) return Promise.resolve();
    return new Promise((resolve) => gone.addEventListener('abort', resolve, { once: true }));
  }

  #pause(durationMs: number): Promise<void> {
    return new Promise((resolve) => void this.#services.clock.setTimer(durationMs, resolve));
  }
}

const disconnected: AppError = { code: 'device.disconnected' };
const openSession: TransactionRequest = {
  operation: 'OpenSession',
  parameters: [sessionId],
  data: { kind: 'none' },
};
const closeSession: TransactionRequest = {
  operation: 'CloseSession',
  parameters: [],
  data: { kind: 'none' },
};
