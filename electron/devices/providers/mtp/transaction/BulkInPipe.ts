import { err, ok } from '../../../../base/Result.ts';
import type { IdleWatch } from '../../../../base/IdleWatch.ts';
import type { UsbEndpoint } from '../transports/UsbDescriptors.ts';
import type { UsbPort, UsbResult } from '../transports/UsbPort.ts';

/** What one transfer takes. With `depth` of them on the way the wire is never idle. */
const transferBytes = 256 * 1024;
const depth = 3;

interface Incoming {
  readonly requestedBytes: number;
  readonly result: Promise<UsbResult<Uint8Array>>;
}

interface Received {
  readonly bytes: Uint8Array;
  /** A short packet ended it. */
  readonly short: boolean;
}

/**
 * Transfers from the device, several on the way at once, as far as it is known what will come. What is
 * expected as one piece shares no transfer with the next. What is still on the way is called off when the
 * watch ends, and by disposing, so that it takes nothing of the next transaction.
 */
export class BulkInPipe implements AsyncDisposable {
  readonly #port: UsbPort;
  readonly #endpoint: UsbEndpoint;
  readonly #watch: IdleWatch;
  #pieces: number[] = [];
  #incoming: Incoming[] = [];
  #isCalledOff = false;

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

  /** Bytes that are asked for and have not come. */
  get requestedBytes(): number {
    return this.#incoming.reduce((sum, { requestedBytes }) => sum + requestedBytes, 0);
  }

  /** Has everything that is expected been asked for? */
  get allRequested(): boolean {
    return this.#pieces.length === 0;
  }

  /** Replaces what was expected and is not asked for yet: pieces, in bytes, one after the other. */
  expect(pieces: readonly number[]): void {
    this.#pieces = pieces.filter((bytes) => bytes > 0);
    this.#ask();
  }

  async next(): Promise<UsbResult<Received>> {
    if (this.#incoming.length === 0 && this.#pieces.length === 0) this.expect([this.packetBytes]);
    const first = this.#incoming.shift();
    if (first === undefined) return err({ kind: 'aborted', details: 'called off' });
    this.#ask();
    const result = await first.result;
    if (!result.ok) return result;
    this.#watch.report();
    return ok({ bytes: result.value, short: result.value.byteLength < first.requestedBytes });
  }

  /** Nothing will come. */
  callOff(): void {
    this.#isCalledOff = true;
    this.#port.callOff(this.#endpoint.address);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#incoming.length === 0) return;
    this.callOff();
    await Promise.all(this.#incoming.map(({ result }) => result));
  }

  #ask(): void {
    while (this.#incoming.length < depth && !this.#isCalledOff) {
      const [piece] = this.#pieces;
      if (piece === undefined) return;
      const wholePackets = Math.ceil(piece / this.packetBytes) * this.packetBytes;
      const requestedBytes = Math.min(wholePackets, transferBytes);
      const result = this.#port.transferIn(this.#endpoint.address, requestedBytes);
      this.#incoming.push({ requestedBytes, result });
      if (piece > requestedBytes) this.#pieces[0] = piece - requestedBytes;
      else this.#pieces.shift();
    }
  }
}
