import type { Device, usb as UsbModule } from 'usb';
import { err, ok, type Result } from '../../../../../base/Result.ts';
import type { AppError } from '../../../../../contract/errors.ts';
import type { UsbDescriptors } from '../UsbDescriptors.ts';
import type { ControlSetup, UsbFailure, UsbPort, UsbResult } from '../UsbPort.ts';
import { LibusbTransfers } from './LibusbTransfers.ts';
import { errnoOf, libusbErrors, obstacleOf, usbFailureOf } from './usbFailureOf.ts';

type Libusb = typeof UsbModule;

const setupBytes = 8;
const controlEndpoint = 0;
const disconnected: UsbFailure = { kind: 'disconnected', details: 'device gone' };

/** A device on this machine's own USB, by libusb. */
export class LibusbPort implements UsbPort {
  readonly descriptors: UsbDescriptors;
  readonly #libusb: Libusb;
  readonly #device: Device;
  readonly #gone = new AbortController();
  /** By endpoint. */
  readonly #transfers = new Map<number, LibusbTransfers>();
  #claimed: number | null = null;
  #isClosed = false;

  private constructor(libusb: Libusb, device: Device, descriptors: UsbDescriptors) {
    this.#libusb = libusb;
    this.#device = device;
    this.descriptors = descriptors;
    libusb.on('detach', this.#onDetach);
  }

  static open(
    libusb: Libusb,
    device: Device,
    descriptors: UsbDescriptors,
  ): Result<LibusbPort, AppError> {
    try {
      device.open();
    } catch (thrown) {
      return err({ code: obstacleOf(thrown), details: usbFailureOf(thrown).details });
    }
    return ok(new LibusbPort(libusb, device, descriptors));
  }

  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  claim(interfaceNumber: number): Promise<Result<void, AppError>> {
    try {
      const usbInterface = this.#device.interface(interfaceNumber);
      if (isKernelDriverActive(usbInterface)) usbInterface.detachKernelDriver();
      usbInterface.claim();
    } catch (thrown) {
      const { details } = usbFailureOf(thrown);
      return Promise.resolve(err({ code: obstacleOf(thrown), details }));
    }
    this.#claimed = interfaceNumber;
    return Promise.resolve(ok());
  }

  transferIn(endpoint: number, lengthBytes: number): Promise<UsbResult<Uint8Array>> {
    return this.#transfer(endpoint, Buffer.allocUnsafeSlow(lengthBytes));
  }

  async transferOut(endpoint: number, bytes: Uint8Array): Promise<UsbResult<void>> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return withoutBytes(await this.#transfer(endpoint, buffer));
  }

  callOff(endpoint: number): void {
    this.#transfers.get(endpoint)?.callOff();
  }

  async controlIn(
    setup: ControlSetup,
    lengthBytes: number,
    signal: AbortSignal,
  ): Promise<UsbResult<Uint8Array>> {
    const buffer = Buffer.alloc(setupBytes + lengthBytes);
    writeSetup(buffer, setup, lengthBytes);
    const moved = await this.#control(buffer, signal);
    return moved.ok ? ok(buffer.subarray(setupBytes, setupBytes + moved.value.byteLength)) : moved;
  }

  async controlOut(
    setup: ControlSetup,
    bytes: Uint8Array,
    signal: AbortSignal,
  ): Promise<UsbResult<void>> {
    const buffer = Buffer.alloc(setupBytes + bytes.byteLength);
    writeSetup(buffer, setup, bytes.byteLength);
    buffer.set(bytes, setupBytes);
    return withoutBytes(await this.#control(buffer, signal));
  }

  clearHalt(endpoint: number): Promise<UsbResult<void>> {
    return this.#call((done) => this.#device.__clearHalt(endpoint, done));
  }

  /** The system configures it again, and its interface is claimed as before. */
  async reset(): Promise<UsbResult<void>> {
    const done = await this.#call((finish) => this.#device.reset(finish));
    if (!done.ok || this.#claimed === null) return done;
    const claimed = await this.claim(this.#claimed);
    return claimed.ok ? ok() : err({ kind: 'failed', details: claimed.error.code });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#libusb.off('detach', this.#onDetach);
    for (const transfers of this.#transfers.values()) transfers.callOff();
    for (const transfers of this.#transfers.values()) await transfers.settled();
    const claimed = this.#claimed;
    if (claimed !== null && !this.gone.aborted) {
      await new Promise<void>((resolve) => {
        this.#device.interface(claimed).release(() => resolve());
      });
    }
    try {
      this.#device.close();
    } catch {
      // A device that is gone cannot be closed; there is nothing left to hold.
    }
    this.#gone.abort();
  }

  readonly #onDetach = (device: Device) => {
    if (device === this.#device) this.#gone.abort();
  };

  /** One at a time. */
  async #control(buffer: Buffer, signal: AbortSignal): Promise<UsbResult<Uint8Array>> {
    if (signal.aborted) return err({ kind: 'aborted', details: 'called off' });
    const callOff = () => this.callOff(controlEndpoint);
    signal.addEventListener('abort', callOff, { once: true });
    const moved = await this.#transfer(controlEndpoint, buffer);
    signal.removeEventListener('abort', callOff);
    return moved;
  }

  #transfer(endpoint: number, buffer: Buffer): Promise<UsbResult<Uint8Array>> {
    if (this.#isClosed || this.gone.aborted) return Promise.resolve(err(disconnected));
    return this.#transfersOn(endpoint).submit(buffer);
  }

  #transfersOn(endpoint: number): LibusbTransfers {
    const known = this.#transfers.get(endpoint);
    if (known !== undefined) return known;
    const type = this.#typeOf(endpoint);
    const transfers = new LibusbTransfers(this.#libusb, this.#device, endpoint, type, (failure) =>
      this.#note(failure),
    );
    this.#transfers.set(endpoint, transfers);
    return transfers;
  }

  #typeOf(endpoint: number): number {
    const libusb = this.#libusb;
    if (endpoint === controlEndpoint) return libusb.LIBUSB_TRANSFER_TYPE_CONTROL;
    const isInterrupt = this.descriptors.interfaces
      .flatMap(({ endpoints }) => endpoints)
      .some(({ address, kind }) => address === endpoint && kind === 'interrupt');
    return isInterrupt ? libusb.LIBUSB_TRANSFER_TYPE_INTERRUPT : libusb.LIBUSB_TRANSFER_TYPE_BULK;
  }

  #call(start: (done: (error?: unknown) => void) => void): Promise<UsbResult<void>> {
    if (this.#isClosed || this.gone.aborted) return Promise.resolve(err(disconnected));
    return new Promise((resolve) => {
      try {
        start((error) => {
          if (error === undefined) resolve(ok());
          else resolve(err(this.#note(usbFailureOf(error))));
        });
      } catch (thrown) {
        resolve(err(this.#note(usbFailureOf(thrown))));
      }
    });
  }

  #note(failure: UsbFailure): UsbFailure {
    if (failure.kind === 'disconnected') this.#gone.abort();
    return failure;
  }
}

/** Only Linux can tell, and only there it can be in the way. */
function isKernelDriverActive(usbInterface: { isKernelDriverActive(): boolean }): boolean {
  try {
    return usbInterface.isKernelDriverActive();
  } catch (thrown) {
    if (errnoOf(thrown) === libusbErrors.notSupported) return false;
    throw thrown;
  }
}

function writeSetup(buffer: Buffer, setup: ControlSetup, lengthBytes: number): void {
  buffer.writeUInt8(setup.requestType, 0);
  buffer.writeUInt8(setup.request, 1);
  buffer.writeUInt16LE(setup.value, 2);
  buffer.writeUInt16LE(setup.index, 4);
  buffer.writeUInt16LE(lengthBytes, 6);
}

function withoutBytes(result: UsbResult<Uint8Array>): UsbResult<void> {
  return result.ok ? ok() : result;
}
