import { operationCodes } from '../../electron/devices/providers/mtp/codec/codes/operationCodes.ts';
import { responseCodes } from '../../electron/devices/providers/mtp/codec/codes/responseCodes.ts';
import {
  decodeShortContainer,
  encodeShortContainer,
  headerBytes,
  writeHeader,
} from '../../electron/devices/providers/mtp/codec/containers.ts';
import { quirksOf } from '../../electron/devices/providers/mtp/transaction/DeviceQuirks.ts';
import { outgoingFraming } from '../../electron/devices/providers/mtp/transaction/OutgoingFraming.ts';
import type { MtpInterface } from '../../electron/devices/providers/mtp/transports/findMtpInterface.ts';
import type { UsbPort } from '../../electron/devices/providers/mtp/transports/UsbPort.ts';
import { expectOk } from './expectOk.ts';

/** As our stack's: what one transfer takes, and what is on the way when another joins it. */
const transferInBytes = 64 * 1024;
const transfersIn = 8;
const pendingOutBytes = 512 * 1024;
const responseBytes = 32;

/**
 * The bulk endpoints of an MTP device with nothing in between: containers that are made before the clock
 * runs, the same transfers as our stack's, payloads that nobody looks at. What is faster than this, the
 * transport is not. To be used while the session it shares the port with is idle.
 */
export class RawPipe {
  readonly #port: UsbPort;
  readonly #mtpInterface: MtpInterface;
  /** Far from those of the session. */
  #transactionId = 0x4000_0000;

  constructor(port: UsbPort, mtpInterface: MtpInterface) {
    this.#port = port;
    this.#mtpInterface = mtpInterface;
  }

  /** Ms that SendObject takes, for an object that was announced. */
  async send(sizeBytes: number): Promise<number> {
    const code = operationCodes.SendObject;
    const transactionId = ++this.#transactionId;
    const command = encodeShortContainer({ type: 'command', code, transactionId, parameters: [] });
    const transfers = this.#transfersOf(sizeBytes, transactionId);
    const { address } = this.#mtpInterface.bulkOut;
    const startedMs = performance.now();
    const pending = [this.#port.transferOut(address, command)];
    let pendingBytes = 0;
    for (const transfer of transfers) {
      pendingBytes += transfer.byteLength;
      pending.push(
        this.#port.transferOut(address, transfer).finally(() => {
          pendingBytes -= transfer.byteLength;
        }),
      );
      while (pendingBytes > pendingOutBytes) await pending.shift();
    }
    await Promise.all(pending);
    await this.#readResponse();
    return performance.now() - startedMs;
  }

  /** Ms that GetObject takes. */
  async receive(handle: number, sizeBytes: number): Promise<number> {
    const code = operationCodes.GetObject;
    const transactionId = ++this.#transactionId;
    const parameters = [handle];
    const command = encodeShortContainer({ type: 'command', code, transactionId, parameters });
    const { bulkIn, bulkOut } = this.#mtpInterface;
    const startedMs = performance.now();
    const sent = this.#port.transferOut(bulkOut.address, command);
    let unaskedBytes = headerBytes + sizeBytes;
    const pending: Promise<unknown>[] = [sent];
    while (unaskedBytes > 0) {
      const askedBytes = Math.min(transferInBytes, wholePackets(unaskedBytes, bulkIn.packetBytes));
      unaskedBytes -= askedBytes;
      pending.push(this.#port.transferIn(bulkIn.address, askedBytes));
      if (pending.length >= transfersIn) await pending.shift();
    }
    await Promise.all(pending);
    await this.#readResponse();
    return performance.now() - startedMs;
  }

  #transfersOf(sizeBytes: number, transactionId: number): readonly Uint8Array[] {
    const quirks = quirksOf(this.#port.descriptors);
    const framing = outgoingFraming(sizeBytes, this.#mtpInterface.bulkOut.packetBytes, quirks);
    const transfers: Uint8Array[] = [];
    for (const pieceBytes of framing.pieces) {
      for (let from = 0; from < pieceBytes; from += framing.transferBytes) {
        transfers.push(new Uint8Array(Math.min(framing.transferBytes, pieceBytes - from)));
      }
    }
    const last = transfers.pop() ?? new Uint8Array(0);
    transfers.push(new Uint8Array(last.byteLength + framing.paddingBytes));
    const lengthBytes = headerBytes + framing.statedBytes;
    const [first] = transfers;
    const code = operationCodes.SendObject;
    if (first !== undefined) writeHeader(first, { type: 'data', code, transactionId, lengthBytes });
    if (framing.emptyPacket) transfers.push(new Uint8Array(0));
    return transfers;
  }

  async #readResponse(): Promise<void> {
    const { address } = this.#mtpInterface.bulkIn;
    const bytes = expectOk(await this.#port.transferIn(address, responseBytes));
    const { code } = expectOk(decodeShortContainer(bytes));
    if (code !== responseCodes.OK) throw new Error(`The device answered ${code}`);
  }
}

function wholePackets(bytes: number, packetBytes: number): number {
  return Math.ceil(bytes / packetBytes) * packetBytes;
}
