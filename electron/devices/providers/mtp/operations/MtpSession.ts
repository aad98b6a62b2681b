import type { EventSource } from '../../../../base/Emitter.ts';
import { err, ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import { operationCodes } from '../codec/codes/operationCodes.ts';
import { decodeDeviceInfo, type DeviceInfo } from '../codec/DeviceInfo.ts';
import { quirksOf, type DeviceQuirks } from '../transaction/DeviceQuirks.ts';
import type { MtpWire } from '../transaction/exchange.ts';
import { MtpTransactions, type MtpEvent } from '../transaction/MtpTransactions.ts';
import type { TransactionServices } from '../transaction/SessionWire.ts';
import { findMtpInterface } from '../transports/findMtpInterface.ts';
import type { UsbPort } from '../transports/UsbPort.ts';
import { MtpCalls } from './MtpCalls.ts';

/** An open MTP session, and what the device said of itself when it began. */
export class MtpSession implements AsyncDisposable {
  readonly deviceInfo: DeviceInfo;
  readonly calls: MtpCalls;
  readonly quirks: DeviceQuirks;
  readonly #transactions: MtpTransactions;
  readonly #operations: ReadonlySet<number>;

  private constructor(transactions: MtpTransactions, deviceInfo: DeviceInfo, quirks: DeviceQuirks) {
    this.#transactions = transactions;
    this.quirks = quirks;
    this.deviceInfo = deviceInfo;
    this.#operations = new Set(deviceInfo.operations);
    this.calls = new MtpCalls(this.#operations, (request, signal) =>
      transactions.run(request, signal),
    );
  }

  /**
   * Finds where the device speaks MTP, takes it and opens a session, before anything else: uMTP answers
   * nothing outside of one. The port is the session's, and closed when opening fails.
   */
  static async open(
    port: UsbPort,
    services: TransactionServices,
    signal: AbortSignal,
  ): Promise<Result<MtpSession, AppError>> {
    const wire = await takeWire(port, signal);
    if (!wire.ok) {
      await port[Symbol.asyncDispose]();
      return wire;
    }
    const opened = await MtpTransactions.open(wire.value, services, signal);
    if (!opened.ok) return opened;
    const transactions = opened.value;
    const ask = new MtpCalls(new Set([operationCodes.GetDeviceInfo]), (request, runSignal) =>
      transactions.run(request, runSignal),
    );
    const info = await ask.readDataset('GetDeviceInfo', [], decodeDeviceInfo, signal);
    if (info.ok) return ok(new MtpSession(transactions, info.value, wire.value.quirks));
    await transactions[Symbol.asyncDispose]();
    return info;
  }

  get events(): EventSource<MtpEvent> {
    return this.#transactions.events;
  }

  /** Calls with none of another caller between them, as SendObjectInfo and SendObject have to be. */
  together<Value>(
    work: (calls: MtpCalls) => Promise<Result<Value, AppError>>,
    signal: AbortSignal,
  ): Promise<Result<Value, AppError>> {
    return this.#transactions.runTogether(
      (run) => work(new MtpCalls(this.#operations, run)),
      signal,
    );
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#transactions[Symbol.asyncDispose]();
  }
}

async function takeWire(port: UsbPort, signal: AbortSignal): Promise<Result<MtpWire, AppError>> {
  const mtpInterface = await findMtpInterface(port, signal);
  if (signal.aborted) return err({ code: 'app.cancelled' });
  if (port.gone.aborted) return err({ code: 'device.disconnected' });
  if (mtpInterface === null)
    return err({ code: 'device.unsupported', details: 'no MTP interface' });
  const claimed = await port.claim(mtpInterface.number);
  return claimed.ok ? ok({ port, mtpInterface, quirks: quirksOf(port.descriptors) }) : claimed;
}
