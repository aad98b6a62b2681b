import { err, ok, type Result } from '../../../../base/Result.ts';
import {
  decodeHeader,
  decodeShortContainer,
  headerBytes,
  type ContainerHeader,
  type ShortContainer,
} from '../codec/containers.ts';
import type { BulkInPipe } from './BulkInPipe.ts';
import {
  protocolFailure,
  transactionFailureOf,
  type TransactionFailure,
} from './TransactionFailure.ts';

/** Large enough for most datasets, so that they come with the first transfer. */
const firstBytes = 16 * 1024;
/** No response is longer. */
const responseBytes = 32;
/** Packets without bytes in a row before the device is taken for mad. */
const maximumEmptyPackets = 4;

/** What came of a data container's payload. */
export type PayloadPart =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' }
  /** The device gave up in the middle, and answered. */
  | { readonly kind: 'cutOff'; readonly response: ShortContainer };

/**
 * Cuts what comes in into containers. It does not mind where transfers begin and end: some devices send
 * the header alone, some leave out the empty packet after full ones, so that the next container follows
 * in the same transfer, and all leave the length open for more than 4 GiB.
 */
export class ContainerReader {
  readonly #pipe: BulkInPipe;
  #rest: Uint8Array = new Uint8Array(0);
  #restShort = false;
  #emptyPackets = 0;
  /** Of the payload that is being read; `null` when only a short packet ends it. */
  #remainingBytes: number | null = 0;

  constructor(pipe: BulkInPipe) {
    this.#pipe = pipe;
  }

  /** Will the rest of the payload come without further asking? */
  get allRequested(): boolean {
    return this.#pipe.allRequested;
  }

  expectData(payloadBytes: number | null): void {
    const dataBytes = payloadBytes === null ? firstBytes : headerBytes + payloadBytes;
    this.#pipe.expect([dataBytes, responseBytes]);
  }

  expectResponse(): void {
    this.#pipe.expect([responseBytes]);
  }

  /** The next container's header; its payload, if it has any, is to be read before the next. */
  async readHeader(): Promise<Result<ContainerHeader, TransactionFailure>> {
    while (this.#rest.byteLength === 0) {
      const received = await this.#receive();
      if (!received.ok) return received;
    }
    const header = decodeHeader(this.#rest);
    if (!header.ok) return err({ error: header.error, device: 'unsettled' });
    this.#rest = this.#rest.subarray(headerBytes);
    const { lengthBytes } = header.value;
    this.#remainingBytes = lengthBytes === null ? null : lengthBytes - headerBytes;
    this.#plan();
    return header;
  }

  readParameters(header: ContainerHeader): Result<number[], TransactionFailure> {
    const bytes = this.#rest.subarray(0, this.#remainingBytes ?? 0);
    if (bytes.byteLength !== this.#remainingBytes || bytes.byteLength > responseBytes) {
      return err(protocolFailure(`${header.type} of another length than it states`));
    }
    this.#rest = this.#rest.subarray(bytes.byteLength);
    this.#remainingBytes = 0;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const count = Math.floor(bytes.byteLength / 4);
    return ok(Array.from({ length: count }, (_, index) => view.getUint32(4 * index, true)));
  }

  /** The next bytes of the payload. `transactionId` tells a response in its place from payload. */
  async readPayload(transactionId: number): Promise<Result<PayloadPart, TransactionFailure>> {
    if (this.#remainingBytes === 0) return ok({ kind: 'end' });
    let follows = false;
    if (this.#rest.byteLength === 0) {
      if (this.#restShort && this.#remainingBytes === null) return this.#endUnknownLength();
      follows = this.#restShort;
      const received = await this.#receive();
      if (!received.ok) return received;
    }
    const response = follows ? responseOf(this.#rest, transactionId) : null;
    if (response !== null) return ok({ kind: 'cutOff', response });
    const bytes = this.#rest.subarray(0, this.#remainingBytes ?? undefined);
    this.#rest = this.#rest.subarray(bytes.byteLength);
    if (this.#remainingBytes !== null) this.#remainingBytes -= bytes.byteLength;
    return ok({ kind: 'bytes', bytes });
  }

  /** Asks for what has not come of this container, and for the response behind it. */
  #plan(): void {
    if (this.#remainingBytes === null) {
      this.#pipe.expect([Number.MAX_SAFE_INTEGER]);
      return;
    }
    const missingBytes = this.#remainingBytes - this.#rest.byteLength;
    const { packetBytes } = this.#pipe;
    const wholePackets = Math.ceil(missingBytes / packetBytes) * packetBytes;
    const unaskedBytes = wholePackets - this.#pipe.requestedBytes;
    const isAllAsked = missingBytes <= 0 || unaskedBytes < 0;
    this.#pipe.expect(isAllAsked ? [] : [unaskedBytes, responseBytes]);
  }

  #endUnknownLength(): Result<PayloadPart, TransactionFailure> {
    this.#remainingBytes = 0;
    this.#pipe.expect([]);
    return ok({ kind: 'end' });
  }

  async #receive(): Promise<Result<void, TransactionFailure>> {
    const received = await this.#pipe.next();
    if (!received.ok) return err(transactionFailureOf(received.error));
    this.#rest = received.value.bytes;
    this.#restShort = received.value.short;
    this.#emptyPackets = this.#rest.byteLength === 0 ? this.#emptyPackets + 1 : 0;
    if (this.#emptyPackets <= maximumEmptyPackets) return ok();
    return err(protocolFailure('nothing but empty packets'));
  }
}

function responseOf(bytes: Uint8Array, transactionId: number): ShortContainer | null {
  const decoded = decodeShortContainer(bytes);
  if (!decoded.ok || decoded.value.type !== 'response') return null;
  return decoded.value.transactionId === transactionId ? decoded.value : null;
}
