import type { Device, Transfer, usb as UsbModule } from 'usb';
import { err, ok } from '../../../../../base/Result.ts';
import type { UsbFailure, UsbResult } from '../UsbPort.ts';
import { usbFailureOf } from './usbFailureOf.ts';

type Libusb = typeof UsbModule;
type Answer = UsbResult<Uint8Array>;

const noTimeout = 0;

/** libusb's transfer, of which one costs as much as the submitting does: it is used again when it is done. */
interface ReusableTransfer {
  readonly transfer: Transfer;
  buffer: Buffer;
  resolve: (answer: Answer) => void;
}

/** The transfers on one endpoint of a device. */
export class LibusbTransfers {
  readonly #libusb: Libusb;
  readonly #device: Device;
  readonly #endpoint: number;
  readonly #type: number;
  readonly #onFailure: (failure: UsbFailure) => void;
  readonly #idle: ReusableTransfer[] = [];
  readonly #onTheWay = new Map<ReusableTransfer, Promise<Answer>>();

  /** `type` is one of `LIBUSB_TRANSFER_TYPE_*`. */
  constructor(
    libusb: Libusb,
    device: Device,
    endpoint: number,
    type: number,
    onFailure: (failure: UsbFailure) => void,
  ) {
    this.#libusb = libusb;
    this.#device = device;
    this.#endpoint = endpoint;
    this.#type = type;
    this.#onFailure = onFailure;
  }

  /** The bytes that were moved, at the start of `buffer`; of control transfers only their number counts. */
  submit(buffer: Buffer): Promise<Answer> {
    const reusable = this.#idle.pop() ?? this.#create();
    const { promise, resolve } = Promise.withResolvers<Answer>();
    reusable.buffer = buffer;
    reusable.resolve = resolve;
    try {
      reusable.transfer.submit(buffer);
      this.#onTheWay.set(reusable, promise);
    } catch (thrown) {
      resolve(this.#fail(thrown));
    }
    return promise;
  }

  callOff(): void {
    for (const { transfer } of this.#onTheWay.keys()) {
      try {
        transfer.cancel();
      } catch {
        // Of a device that is gone: it ends by itself.
      }
    }
  }

  /** Resolves when nothing is on its way. */
  async settled(): Promise<void> {
    await Promise.all(this.#onTheWay.values());
  }

  #create(): ReusableTransfer {
    const transfer = new this.#libusb.Transfer(
      this.#device,
      this.#endpoint,
      this.#type,
      noTimeout,
      (error: unknown, _buffer, actualBytes) => {
        const { buffer, resolve } = reusable;
        this.#onTheWay.delete(reusable);
        reusable.buffer = nothing;
        this.#idle.push(reusable);
        if (error === undefined) resolve(ok(buffer.subarray(0, actualBytes)));
        else resolve(this.#fail(error));
      },
    );
    const reusable: ReusableTransfer = { transfer, buffer: nothing, resolve: () => undefined };
    return reusable;
  }

  #fail(thrown: unknown): Answer {
    const failure = usbFailureOf(thrown);
    this.#onFailure(failure);
    return err(failure);
  }
}

const nothing = Buffer.alloc(0);
