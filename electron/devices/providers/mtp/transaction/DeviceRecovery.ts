import type { MonotonicClock } from '../../../../base/MonotonicClock.ts';
import type { Result } from '../../../../base/Result.ts';
import { responseCodes } from '../codec/codes/responseCodes.ts';
import { IdleWatch } from '../transports/IdleWatch.ts';
import type { UsbResult } from '../transports/UsbPort.ts';
import { requestCancel, requestDeviceStatus, requestReset } from './classRequests.ts';
import type { MtpWire } from './exchange.ts';
import type { MtpTimeouts } from './MtpTimeouts.ts';
import type { TransactionFailure } from './TransactionFailure.ts';
import type { TransactionReply, TransactionRequest } from './TransactionRequest.ts';

/** The session goes on; a new one was opened, whose handles are new; the device cannot be reached. */
export type Recovered = 'sameSession' | 'newSession' | 'lost';

interface Recoverable {
  readonly wire: MtpWire;
  readonly clock: MonotonicClock;
  readonly timeouts: MtpTimeouts;
  attempt(
    request: TransactionRequest,
    idleMs: number,
  ): Promise<Result<TransactionReply, TransactionFailure>>;
  openSession(): Promise<Result<void, unknown>>;
}

const drainBytes = 64 * 1024;
const maximumDrains = 512;
const maximumBusyLooks = 40;
const resetAttempts = 2;
const probe: TransactionRequest = {
  operation: 'GetDeviceInfo',
  parameters: [],
  data: {
    kind: 'in',
    expectedBytes: null,
    maximumBytes: 1024 * 1024,
    interruptible: false,
    onChunk: () => undefined,
  },
};

/**
 * Brings a device that was left in the middle of a transaction to where it takes the next one, with the
 * mildest means that helps: cancel the transaction; reset the device's MTP; reset the device.
 */
export class DeviceRecovery {
  readonly #device: Recoverable;

  constructor(device: Recoverable) {
    this.#device = device;
  }

  async recover(transactionId: number): Promise<Recovered> {
    if (await this.#cancel(transactionId)) return 'sameSession';
    if (await this.#resetClass()) return 'newSession';
    for (let attempt = 0; attempt < resetAttempts && !this.#gone; attempt += 1) {
      if (await this.#resetDevice()) return 'newSession';
      await this.#pause();
    }
    return 'lost';
  }

  async #cancel(transactionId: number): Promise<boolean> {
    await this.#request((signal) => requestCancel(this.#device.wire, transactionId, signal));
    await this.#waitUntilReady();
    await this.#drain();
    if (this.#gone) return false;
    const { timeouts } = this.#device;
    const answered = await this.#device.attempt(probe, timeouts.settleMs);
    return answered.ok && answered.value.code === responseCodes.OK;
  }

  async #resetClass(): Promise<boolean> {
    if (this.#gone) return false;
    const reset = await this.#request((signal) => requestReset(this.#device.wire, signal));
    if (!reset.ok) return false;
    await this.#waitUntilReady();
    await this.#drain();
    return (await this.#device.openSession()).ok;
  }

  async #resetDevice(): Promise<boolean> {
    const reset = await this.#request((signal) => this.#device.wire.port.reset(signal));
    return reset.ok && (await this.#device.openSession()).ok;
  }

  /** Looks until the device takes commands again, and frees its halted ends. Not all devices answer. */
  async #waitUntilReady(): Promise<void> {
    const { wire } = this.#device;
    for (let look = 0; look < maximumBusyLooks && !this.#gone; look += 1) {
      const status = await this.#request((signal) => requestDeviceStatus(wire, signal));
      if (!status.ok) return;
      for (const endpoint of status.value.haltedEndpoints) {
        await this.#request((signal) => wire.port.clearHalt(endpoint, signal));
      }
      if (status.value.code !== responseCodes.DeviceBusy) return;
      await this.#pause();
    }
  }

  /** Takes in what is left of the transaction until nothing comes. */
  async #drain(): Promise<void> {
    const { wire, clock, timeouts } = this.#device;
    const { port, mtpInterface } = wire;
    for (let transfer = 0; transfer < maximumDrains && !this.#gone; transfer += 1) {
      using watch = new IdleWatch(clock, timeouts.quietMs);
      const { bulkIn, bulkOut } = mtpInterface;
      const received = await port.transferIn(bulkIn.address, drainBytes, watch.signal);
      if (received.ok) continue;
      if (received.error.kind !== 'stalled') return;
      await this.#request((signal) => port.clearHalt(bulkIn.address, signal));
      await this.#request((signal) => port.clearHalt(bulkOut.address, signal));
    }
  }

  async #request<Value>(
    send: (signal: AbortSignal) => Promise<UsbResult<Value>>,
  ): Promise<UsbResult<Value>> {
    using watch = new IdleWatch(this.#device.clock, this.#device.timeouts.settleMs);
    return await send(watch.signal);
  }

  #pause(): Promise<void> {
    const { clock, timeouts } = this.#device;
    return new Promise((resolve) => void clock.setTimer(timeouts.pauseMs, resolve));
  }

  get #gone(): boolean {
    return this.#device.wire.port.gone.aborted;
  }
}
