import { Emitter, type EventSource } from '../../../../base/Emitter.ts';
import { delay } from '../../../../base/delay.ts';
import { Mutex } from '../../../../base/Mutex.ts';
import { err, ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import { responseCodes } from '../codec/codes/responseCodes.ts';
import { recoverDevice } from './recoverDevice.ts';
import { EventListener, type DeviceNotice } from './EventListener.ts';
import type { MtpWire } from './exchange.ts';
import { SessionWire, type TransactionServices } from './SessionWire.ts';
import type { TransactionFailure } from './TransactionFailure.ts';
import type { TransactionReply, TransactionRequest } from './TransactionRequest.ts';

export type MtpEvent =
  | { readonly kind: 'notice'; readonly notice: DeviceNotice }
  /** A transaction did not end. Further ones wait until it is known where the device is. */
  | { readonly kind: 'recovering' }
  /** In a new session every handle is new. */
  | { readonly kind: 'recovered'; readonly session: 'same' | 'new' }
  | { readonly kind: 'lost' };

type Reply = Result<TransactionReply, AppError>;

/**
 * Runs one transaction. Its signal is heeded in the middle of data only: a device that has begun is
 * quicker done than stopped, and only its reply tells what it did.
 */
export type RunTransaction = (request: TransactionRequest, signal: AbortSignal) => Promise<Reply>;

/**
 * An MTP session with a device: one transaction at a time, in the order they were asked for. What stops
 * in the middle is brought to its end on the wire before the next begins, whoever called it off.
 */
export class MtpTransactions implements AsyncDisposable {
  readonly #session: SessionWire;
  /** Whose turn it is, for one transaction or several. */
  readonly #turn = new Mutex();
  /** The wire: shut until the device has settled, which may be after the caller has its answer. */
  readonly #gate = new Mutex();
  readonly #events = new Emitter<MtpEvent>();
  readonly #listener: EventListener;
  #state: 'open' | 'lost' | 'closed' = 'open';

  private constructor(session: SessionWire) {
    this.#session = session;
    this.#listener = new EventListener(session.wire, session.services.logger, (notice) =>
      this.#events.emit({ kind: 'notice', notice }),
    );
  }

  /** Opens the session. The port is the session's from here on, closed with it or when opening fails. */
  static async open(
    wire: MtpWire,
    services: TransactionServices,
    signal: AbortSignal,
  ): Promise<Result<MtpTransactions, AppError>> {
    const session = new SessionWire(wire, services);
    const closePort = () => void wire.port[Symbol.asyncDispose]();
    signal.addEventListener('abort', closePort, { once: true });
    const opened = await session.openSession();
    signal.removeEventListener('abort', closePort);
    if (opened.ok && !signal.aborted) return ok(new MtpTransactions(session).#begin());
    await wire.port[Symbol.asyncDispose]();
    return opened.ok || signal.aborted ? err({ code: 'app.cancelled' }) : opened;
  }

  get events(): EventSource<MtpEvent> {
    return this.#events;
  }

  /**
   * The device's reply, whatever it says. `signal` is heeded while waiting for its turn, too. Errors:
   * `device.disconnected`, `device.timedOut`, `device.protocol`, `device.failed`, `file.changed`,
   * `app.cancelled`, and those of a source. What a chunk's receiver throws is thrown.
   */
  run(request: TransactionRequest, signal: AbortSignal): Promise<Reply> {
    return this.runTogether((run) => run(request, signal), signal);
  }

  /** Runs transactions with none of another caller between them. `signal` is heeded before the first. */
  runTogether<Value>(
    work: (run: RunTransaction) => Promise<Result<Value, AppError>>,
    signal: AbortSignal,
  ): Promise<Result<Value, AppError>> {
    const answer = Promise.withResolvers<Result<Value, AppError>>();
    const leave = () => answer.resolve(err({ code: 'app.cancelled' }));
    signal.addEventListener('abort', leave, { once: true });
    void this.#turn.runExclusive(async () => {
      signal.removeEventListener('abort', leave);
      if (signal.aborted) {
        leave();
        return;
      }
      await work((request, runSignal) => this.#run(request, runSignal)).then(
        answer.resolve,
        answer.reject,
      );
    });
    return answer.promise;
  }

  /** Ends the session and closes the port, without waiting long for a device that does not answer. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#state === 'closed') return;
    const wasOpen = this.#state === 'open';
    this.#state = 'closed';
    const ended = this.#gate.runExclusive(() =>
      wasOpen ? this.#session.closeSession() : undefined,
    );
    const { clock, timeouts } = this.#session.services;
    await Promise.race([ended, delay(clock, timeouts.settleMs, this.#session.wire.port.gone)]);
    await this.#session.wire.port[Symbol.asyncDispose]();
    await this.#listener.stop();
  }

  #begin(): this {
    this.#listener.start();
    const { gone } = this.#session.wire.port;
    gone.addEventListener('abort', () => this.#lose(), { once: true });
    if (gone.aborted) this.#lose();
    return this;
  }

  /** Answers as soon as the outcome is known; opens the gate when the device is ready for the next. */
  #run(request: TransactionRequest, signal: AbortSignal): Promise<Reply> {
    const answer = Promise.withResolvers<Reply>();
    void this.#gate.runExclusive(async () => {
      if (this.#state !== 'open') {
        answer.resolve(err({ code: 'device.disconnected' }));
        return;
      }
      const { idleMs } = this.#session.services.timeouts;
      try {
        const outcome = await this.#session.attempt(request, idleMs, signal);
        answer.resolve(outcome.ok ? outcome : err(outcome.error.error));
        await (outcome.ok ? this.#heed(outcome.value) : this.#settle(outcome.error));
      } catch (thrown) {
        answer.reject(thrown);
        await this.#settle({ error: { code: 'app.cancelled' }, device: 'unsettled' });
      }
    });
    return answer.promise;
  }

  /** The device may have forgotten the session, as phones do when their use of USB is changed. */
  async #heed({ code }: TransactionReply): Promise<void> {
    if (code !== responseCodes.SessionNotOpen) return;
    this.#events.emit({ kind: 'recovering' });
    const opened = await this.#session.openSession();
    if (opened.ok) await this.#restart();
    else this.#lose();
  }

  async #settle(failure: TransactionFailure): Promise<void> {
    if (failure.device === 'ready' || this.#state !== 'open') return;
    const wasCancelled = failure.error.code === 'app.cancelled';
    if (!wasCancelled) this.#events.emit({ kind: 'recovering' });
    const recovered = await recoverDevice(this.#session);
    this.#session.services.logger.info('Transaction settled', { recovered });
    if (recovered === 'lost') this.#lose();
    else if (recovered === 'newSession') await this.#restart();
    else if (!wasCancelled) this.#events.emit({ kind: 'recovered', session: 'same' });
  }

  async #restart(): Promise<void> {
    await this.#listener.stop();
    if (this.#state !== 'open') return;
    this.#listener.start();
    this.#events.emit({ kind: 'recovered', session: 'new' });
  }

  #lose(): void {
    if (this.#state !== 'open') return;
    this.#state = 'lost';
    this.#events.emit({ kind: 'lost' });
    void this.#session.wire.port[Symbol.asyncDispose]();
  }
}
