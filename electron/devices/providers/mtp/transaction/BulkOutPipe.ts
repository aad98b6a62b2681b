import { ok } from '../../../../base/Result.ts';
import type { IdleWatch } from '../../../../base/IdleWatch.ts';
import type { UsbEndpoint } from '../transports/UsbDescriptors.ts';
import type { UsbFailure, UsbPort, UsbResult } from '../transports/UsbPort.ts';

/**
 * What is on the way when another transfer joins it, however large: no more can be called off in time, and
 * with a single one the wire is idle while the next is filled.
 */
const maximumPendingBytes = 512 * 1024;

/**
 * Transfers to the device, several on the way at once, in order. What has not arrived is called off when
 * the watch ends, and by disposing.
 */
export class BulkOutPipe implements AsyncDisposable {
  readonly #port: UsbPort;
  readonly #endpoint: UsbEndpoint;
  readonly #watch: IdleWatch;
  /** Blocks that have arrived. */
  readonly #spareBlocks: Uint8Array[] = [];
  #outgoing: Promise<void>[] = [];
  #failure: UsbFailure | null = null;
  #pendingBytes = 0;

  constructor(port: UsbPort, endpoint: UsbEndpoint, watch: IdleWatch) {
    this.#port = port;
    this.#endpoint = endpoint;
    this.#watch = watch;
    if (watch.signal.aborted) this.callOff();
    else watch.signal.addEventListener('abort', () => this.callOff());
  }

  get packetBytes(): number {
    return this.#endpoint.packetBytes;
  }

  /** Bytes on their way, which the device has not taken. */
  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  /** Bytes to be filled and written, which may be those of a block that has arrived. */
  block(lengthBytes: number): Uint8Array {
    const spare = this.#spareBlocks.pop();
    return spare?.byteLength === lengthBytes ? spare : new Uint8Array(lengthBytes);
  }

  /**
   * Answers when there is room for the next; a failure may be that of an earlier one. The bytes are the
   * pipe's from here on.
   */
  async write(bytes: Uint8Array): Promise<UsbResult<void>> {
    if (this.#failure !== null) return { ok: false, error: this.#failure };
    this.#outgoing.push(this.#transfer(bytes));
    while (this.#pendingBytes > maximumPendingBytes) await this.#outgoing.shift();
    return this.#outcome();
  }

  /** Answers when everything has arrived, or does so no more. */
  async flush(): Promise<UsbResult<void>> {
    await Promise.all(this.#outgoing);
    this.#outgoing = [];
    return this.#outcome();
  }

  /** Nothing more leaves. */
  callOff(): void {
    this.#fail({ kind: 'aborted', details: 'called off' });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#outgoing.length === 0) return;
    this.callOff();
    await Promise.all(this.#outgoing);
  }

  async #transfer(bytes: Uint8Array): Promise<void> {
    this.#pendingBytes += bytes.byteLength;
    const sent = await this.#port.transferOut(this.#endpoint.address, bytes);
    this.#watch.report();
    this.#pendingBytes -= bytes.byteLength;
    if (sent.ok) this.#spareBlocks.push(bytes);
    else this.#fail(sent.error);
  }

  /** What follows a failed transfer would arrive with a hole before it. */
  #fail(failure: UsbFailure): void {
    this.#failure ??= failure;
    this.#port.callOff(this.#endpoint.address);
  }

  #outcome(): UsbResult<void> {
    return this.#failure === null ? ok() : { ok: false, error: this.#failure };
  }
}
