import { delay } from '../../../../base/delay.ts';
import { IdleWatch } from '../../../../base/IdleWatch.ts';
import type { Logger } from '../../../../base/Logger.ts';
import type { MonotonicClock } from '../../../../base/MonotonicClock.ts';
import { err, ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import { responseCodes } from '../codec/codes/responseCodes.ts';
import type { UsbResult } from '../transports/UsbPort.ts';
import { requestCancel } from './classRequests.ts';
import { exchange, type MtpWire } from './exchange.ts';
import type { MtpTimeouts } from './MtpTimeouts.ts';
import { responseError } from './responseError.ts';
import type { TransactionFailure } from './TransactionFailure.ts';
import type { TransactionReply, TransactionRequest } from './TransactionRequest.ts';

export interface TransactionServices {
  readonly clock: MonotonicClock;
  readonly logger: Logger;
  readonly timeouts: MtpTimeouts;
}

const sessionId = 1;
/** The one after it is reserved; they begin anew (MTP 1.1, 4.4.5). */
const lastTransactionId = 0xffff_fffe;
const never = new AbortController().signal;

/** A session on the wire: numbers its transactions and keeps their time. Does one at a time, unguarded. */
export class SessionWire {
  readonly wire: MtpWire;
  readonly services: TransactionServices;
  #transactionId = lastTransactionId;

  constructor(wire: MtpWire, services: TransactionServices) {
    this.wire = wire;
    this.services = services;
  }

  /** Of the latest transaction. */
  get transactionId(): number {
    return this.#transactionId;
  }

  get gone(): boolean {
    return this.wire.port.gone.aborted;
  }

  async attempt(
    request: TransactionRequest,
    idleMs: number,
    signal: AbortSignal = never,
  ): Promise<Result<TransactionReply, TransactionFailure>> {
    const { clock, logger } = this.services;
    using watch = new IdleWatch(clock, idleMs);
    const isLast = this.#transactionId === lastTransactionId;
    this.#transactionId = isLast ? 0 : this.#transactionId + 1;
    const outcome = await exchange(this.wire, request, this.#transactionId, watch, signal);
    if (outcome.ok) return outcome;
    const failure = await this.#explain(outcome.error, watch);
    logger.info('Transaction failed', { operation: request.operation, ...failure });
    return err(failure);
  }

  /**
   * A new session, whatever there was before. A command that comes before the device is ready may be
   * lost, or wedge it: it is reset and asked again.
   */
  async openSession(): Promise<Result<void, AppError>> {
    const { clock, timeouts } = this.services;
    const endMs = clock.nowMs() + timeouts.openMs;
    if (this.wire.quirks.cancelBeforeSession) {
      await this.request((signal) => requestCancel(this.wire, 0, signal));
    }
    for (;;) {
      // The first transaction of a session is 0 (MTP 1.1, D.2.2).
      this.#transactionId = lastTransactionId;
      const outcome = await this.attempt(openSession, timeouts.openAttemptMs);
      if (outcome.ok && outcome.value.code === responseCodes.OK) return ok();
      const error = outcome.ok ? responseError('OpenSession', outcome.value) : outcome.error.error;
      if (this.gone || clock.nowMs() >= endMs) return err(error);
      if (outcome.ok && outcome.value.code === responseCodes.SessionAlreadyOpen) {
        await this.closeSession();
      } else if (outcome.ok) await this.pause();
      else await this.request((signal) => this.wire.port.reset(signal));
    }
  }

  async closeSession(): Promise<void> {
    await this.attempt(closeSession, this.services.timeouts.settleMs);
  }

  /** A request beside the transactions, with a limit of its own. */
  async request<Value>(
    send: (signal: AbortSignal) => Promise<UsbResult<Value>>,
  ): Promise<UsbResult<Value>> {
    using watch = new IdleWatch(this.services.clock, this.services.timeouts.settleMs);
    return await send(watch.signal);
  }

  /** For something to change; a device that is gone is not waited for. */
  pause(): Promise<void> {
    return delay(this.services.clock, this.services.timeouts.pauseMs, this.wire.port.gone);
  }

  /** Says what a failure was caused by: time, or a device that is about to be gone. */
  async #explain(failure: TransactionFailure, watch: IdleWatch): Promise<TransactionFailure> {
    if (watch.expired) return { error: { code: 'device.timedOut' }, device: 'unsettled' };
    if (failure.error.code !== 'device.protocol') return failure;
    await this.pause();
    return this.gone ? { error: { code: 'device.disconnected' }, device: 'gone' } : failure;
  }
}

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
