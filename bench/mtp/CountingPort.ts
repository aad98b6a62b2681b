import type { Result } from '../../electron/base/Result.ts';
import type { AppError } from '../../electron/contract/errors.ts';
import type { UsbDescriptors } from '../../electron/devices/providers/mtp/transports/UsbDescriptors.ts';
import type {
  ControlSetup,
  UsbPort,
  UsbResult,
} from '../../electron/devices/providers/mtp/transports/UsbPort.ts';

const commandType = 1;
const maximumCommandBytes = 32;

/** What was begun. */
export interface WireCounts {
  /** Of MTP. */
  readonly transactions: number;
  /** Transfers of USB, of any kind. */
  readonly requests: number;
}

/** A port that counts what is begun over it. */
export class CountingPort implements UsbPort {
  readonly #port: UsbPort;
  #transactions = 0;
  #requests = 0;

  constructor(port: UsbPort) {
    this.#port = port;
  }

  get counts(): WireCounts {
    return { transactions: this.#transactions, requests: this.#requests };
  }

  get descriptors(): UsbDescriptors {
    return this.#port.descriptors;
  }

  get gone(): AbortSignal {
    return this.#port.gone;
  }

  claim(interfaceNumber: number): Promise<Result<void, AppError>> {
    return this.#port.claim(interfaceNumber);
  }

  transferIn(endpoint: number, lengthBytes: number): Promise<UsbResult<Uint8Array>> {
    this.#requests += 1;
    return this.#port.transferIn(endpoint, lengthBytes);
  }

  transferOut(endpoint: number, bytes: Uint8Array): Promise<UsbResult<void>> {
    this.#requests += 1;
    if (isCommand(bytes)) this.#transactions += 1;
    return this.#port.transferOut(endpoint, bytes);
  }

  callOff(endpoint: number): void {
    this.#port.callOff(endpoint);
  }

  controlIn(
    setup: ControlSetup,
    lengthBytes: number,
    signal: AbortSignal,
  ): Promise<UsbResult<Uint8Array>> {
    this.#requests += 1;
    return this.#port.controlIn(setup, lengthBytes, signal);
  }

  controlOut(
    setup: ControlSetup,
    bytes: Uint8Array,
    signal: AbortSignal,
  ): Promise<UsbResult<void>> {
    this.#requests += 1;
    return this.#port.controlOut(setup, bytes, signal);
  }

  clearHalt(endpoint: number, signal: AbortSignal): Promise<UsbResult<void>> {
    return this.#port.clearHalt(endpoint, signal);
  }

  reset(signal: AbortSignal): Promise<UsbResult<void>> {
    return this.#port.reset(signal);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve(this.#port[Symbol.asyncDispose]());
  }
}

/** A command container is a transfer of its own, as long as its first field says (MTP 1.1, H.3). */
function isCommand(bytes: Uint8Array): boolean {
  if (bytes.byteLength < 12 || bytes.byteLength > maximumCommandBytes) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint32(0, true) === bytes.byteLength && view.getUint16(4, true) === commandType;
}
