import type { Socket } from 'node:net';
import type { MonotonicClock } from '../../../../../base/MonotonicClock.ts';
import { err, ok, type Result } from '../../../../../base/Result.ts';
import type { AppError } from '../../../../../contract/errors.ts';
import { delay } from '../../../../../base/delay.ts';
import { IdleWatch } from '../../../../../base/IdleWatch.ts';
import { readDescriptors } from '../readDescriptors.ts';
import type { UsbDescriptors } from '../UsbDescriptors.ts';
import type { ControlSetup, UsbPort, UsbResult } from '../UsbPort.ts';
import type { SocketReader } from './SocketReader.ts';
import { UsbIpTransfers } from './UsbIpTransfers.ts';

/**
 * How long a device is left without a configuration before it gets one. Linux' FunctionFS forgets to
 * tell a responder that it was switched off when it is switched on again before the responder has heard
 * of it (f_fs.c, `__ffs_event_add`), and uMTP then waits for ever.
 */
const unconfiguredMs = 250;
const closingMs = 1_000;

interface ImportedDevice {
  readonly socket: Socket;
  readonly reader: SocketReader;
  readonly deviceNumber: number;
  readonly configurationValue: number;
  readonly clock: MonotonicClock;
}

const requests = { clearFeature: 1, setFeature: 3, setConfiguration: 9 } as const;
const endpointHalt = 0;
const unconfigured = 0;
const nothing = new Uint8Array(0);
const toDevice = 0x00;
const toEndpoint = 0x02;

/** usbip-host takes this request, meant for the port of a hub, as the order to reset the device. */
const resetPort = { requestType: 0x23, request: requests.setFeature, value: 4, index: 0 };

const inBit = 0x80;

/** A device of another machine, imported over USB/IP. */
export class UsbIpPort implements UsbPort {
  readonly descriptors: UsbDescriptors;
  readonly #transfers: UsbIpTransfers;
  readonly #clock: MonotonicClock;

  private constructor(
    transfers: UsbIpTransfers,
    clock: MonotonicClock,
    descriptors: UsbDescriptors,
  ) {
    this.#transfers = transfers;
    this.#clock = clock;
    this.descriptors = descriptors;
  }

  /** Reads the descriptors and configures the device, which the server's system does not do. */
  static async open(device: ImportedDevice, signal: AbortSignal): Promise<UsbResult<UsbIpPort>> {
    const transfers = new UsbIpTransfers(device);
    const control = {
      controlIn: (setup: ControlSetup, lengthBytes: number, readSignal: AbortSignal) =>
        transfers.control(setup, lengthBytes, null, readSignal),
    };
    const descriptors = await readDescriptors(control, signal);
    if (!descriptors.ok) return descriptors;
    const port = new UsbIpPort(transfers, device.clock, descriptors.value);
    const wasLeftConfigured = device.configurationValue !== unconfigured;
    const configured = await (wasLeftConfigured ? port.#reconfigure(signal) : port.#on(signal));
    return configured.ok ? ok(port) : configured;
  }

  get gone(): AbortSignal {
    return this.#transfers.gone;
  }

  /** The other machine's driver has let go of it already. */
  claim(): Promise<Result<void, AppError>> {
    return Promise.resolve(ok());
  }

  transferIn(endpoint: number, lengthBytes: number): Promise<UsbResult<Uint8Array>> {
    const interval = this.#intervalOf(endpoint);
    const target = { direction: 'in', endpoint: endpoint & ~inBit, lengthBytes } as const;
    return this.#transfers.submit({ ...target, interval, setup: null }, null);
  }

  async transferOut(endpoint: number, bytes: Uint8Array): Promise<UsbResult<void>> {
    const target = { direction: 'out', endpoint, lengthBytes: bytes.byteLength } as const;
    return withoutBytes(
      await this.#transfers.submit({ ...target, interval: 0, setup: null }, bytes),
    );
  }

  callOff(endpoint: number): void {
    this.#transfers.callOff((endpoint & inBit) === 0 ? 'out' : 'in', endpoint & ~inBit);
  }

  controlIn(
    setup: ControlSetup,
    lengthBytes: number,
    signal: AbortSignal,
  ): Promise<UsbResult<Uint8Array>> {
    return this.#transfers.control(setup, lengthBytes, null, signal);
  }

  async controlOut(
    setup: ControlSetup,
    bytes: Uint8Array,
    signal: AbortSignal,
  ): Promise<UsbResult<void>> {
    return withoutBytes(await this.#transfers.control(setup, bytes.byteLength, bytes, signal));
  }

  clearHalt(endpoint: number, signal: AbortSignal): Promise<UsbResult<void>> {
    const setup = {
      requestType: toEndpoint,
      request: requests.clearFeature,
      value: endpointHalt,
      index: endpoint,
    };
    return this.controlOut(setup, nothing, signal);
  }

  async reset(signal: AbortSignal): Promise<UsbResult<void>> {
    const done = await this.controlOut(resetPort, nothing, signal);
    return done.ok ? this.#reconfigure(signal) : done;
  }

  /** Leaves the device switched off, so that it has nothing to forget when it is next imported. */
  async [Symbol.asyncDispose](): Promise<void> {
    using watch = new IdleWatch(this.#clock, closingMs);
    await this.#configure(unconfigured, watch.signal);
    await this.#transfers[Symbol.asyncDispose]();
  }

  async #reconfigure(signal: AbortSignal): Promise<UsbResult<void>> {
    const off = await this.#configure(unconfigured, signal);
    if (!off.ok) return off;
    await delay(this.#clock, unconfiguredMs, signal);
    return this.#on(signal);
  }

  #on(signal: AbortSignal): Promise<UsbResult<void>> {
    return this.#configure(this.descriptors.configurationValue, signal);
  }

  #configure(value: number, signal: AbortSignal): Promise<UsbResult<void>> {
    const setup = { requestType: toDevice, request: requests.setConfiguration, value, index: 0 };
    return this.controlOut(setup, nothing, signal);
  }

  /** Linux refuses an interrupt transfer without one. */
  #intervalOf(endpoint: number): number {
    const found = this.descriptors.interfaces
      .flatMap(({ endpoints }) => endpoints)
      .find(({ address }) => address === endpoint);
    return found?.kind === 'interrupt' ? 1 : 0;
  }
}

function withoutBytes(result: UsbResult<Uint8Array>): UsbResult<void> {
  return result.ok ? ok() : err(result.error);
}
