import {
  operationCodes,
  type OperationName,
} from '../../electron/devices/providers/mtp/codec/codes/operationCodes.ts';
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
const transferInBytes = 256 * 1024;
const transfersIn = 3;
const pendingOutBytes = 512 * 1024;
const responseBytes = 32;

export interface RawRequest {
  readonly operation: OperationName;
  readonly parameters: readonly number[];
  /** For the device. */
  readonly payload?: Uint8Array;
  /** What the device sends, at most. */
  readonly expectedBytes?: number;
}

interface PreparedTransaction {
  readonly command: Uint8Array;
  readonly transfersOut: readonly Uint8Array[];
  /** The length of each transfer from the device, that for the response last. */
  readonly lengthsIn: readonly number[];
}

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

  /** Ms that the transactions take, one after the other. */
  async run(requests: readonly RawRequest[]): Promise<number> {
    const transactions = requests.map((request) => this.#prepare(request));
    const startedMs = performance.now();
    for (const transaction of transactions) await this.#exchange(transaction);
    return performance.now() - startedMs;
  }

  #prepare({ operation, parameters, payload, expectedBytes }: RawRequest): PreparedTransaction {
    const code = operationCodes[operation];
    const transactionId = ++this.#transactionId;
    const { packetBytes } = this.#mtpInterface.bulkIn;
    const dataBytes = expectedBytes === undefined ? 0 : headerBytes + expectedBytes;
    const lengthsIn: number[] = [];
    for (let from = 0; from < dataBytes; from += transferInBytes) {
      lengthsIn.push(wholePackets(Math.min(transferInBytes, dataBytes - from), packetBytes));
    }
    return {
      command: encodeShortContainer({ type: 'command', code, transactionId, parameters }),
      transfersOut: payload === undefined ? [] : this.#transfersOf(payload, code, transactionId),
      lengthsIn: [...lengthsIn, wholePackets(responseBytes, packetBytes)],
    };
  }

  async #exchange({ command, transfersOut, lengthsIn }: PreparedTransaction): Promise<void> {
    const { bulkIn, bulkOut } = this.#mtpInterface;
    const sending = [this.#port.transferOut(bulkOut.address, command)];
    let pendingBytes = 0;
    for (const transfer of transfersOut) {
      pendingBytes += transfer.byteLength;
      const sent = this.#port.transferOut(bulkOut.address, transfer);
      sending.push(sent.finally(() => (pendingBytes -= transfer.byteLength)));
      while (pendingBytes > pendingOutBytes) await sending.shift();
    }
    const receiving: ReturnType<UsbPort['transferIn']>[] = [];
    for (const lengthBytes of lengthsIn) {
      receiving.push(this.#port.transferIn(bulkIn.address, lengthBytes));
      if (receiving.length > transfersIn) await receiving.shift();
    }
    await Promise.all(sending);
    const response = (await Promise.all(receiving)).at(-1);
    if (response === undefined) throw new Error('No response was asked for');
    const { code } = expectOk(decodeShortContainer(expectOk(response)));
    if (code !== responseCodes.OK) throw new Error(`The device answered ${code}`);
  }

  #transfersOf(payload: Uint8Array, code: number, transactionId: number): readonly Uint8Array[] {
    const quirks = quirksOf(this.#port.descriptors);
    const { packetBytes } = this.#mtpInterface.bulkOut;
    const framing = outgoingFraming(payload.byteLength, packetBytes, quirks);
    const container = new Uint8Array(headerBytes + payload.byteLength + framing.paddingBytes);
    const lengthBytes = headerBytes + framing.statedBytes;
    writeHeader(container, { type: 'data', code, transactionId, lengthBytes });
    container.set(payload, headerBytes);
    const transfers: Uint8Array[] = [];
    let place = 0;
    for (const pieceBytes of framing.pieces) {
      for (const end = place + pieceBytes; place < end;) {
        const usedBytes = Math.min(framing.transferBytes, end - place);
        const isLast = place + usedBytes === headerBytes + payload.byteLength;
        const to = isLast ? container.byteLength : place + usedBytes;
        transfers.push(container.subarray(place, to));
        place += usedBytes;
      }
    }
    return framing.emptyPacket ? [...transfers, new Uint8Array(0)] : transfers;
  }
}

function wholePackets(bytes: number, packetBytes: number): number {
  return Math.ceil(bytes / packetBytes) * packetBytes;
}
