import { err, ok } from '../../../../base/Result.ts';
import type { UsbFailure, UsbResult } from '../transports/UsbPort.ts';

export const fakePacketBytes = 512;

interface WaitingTransfer {
  readonly lengthBytes: number;
  resolve(result: UsbResult<Uint8Array>): void;
}

/** The end of a device that bytes come out of: packets wait for transfers, or transfers for packets. */
export class FakeIncomingEnd {
  #packets: Uint8Array[] = [];
  #waiting: WaitingTransfer[] = [];
  isHalted = false;

  /** Queues bytes as packets. `endsShort` marks the end of full ones by a packet without bytes. */
  send(bytes: Uint8Array, endsShort: boolean): void {
    for (let at = 0; at < bytes.byteLength; at += fakePacketBytes) {
      this.#packets.push(bytes.subarray(at, at + fakePacketBytes));
    }
    const endsFull = bytes.byteLength % fakePacketBytes === 0;
    if (endsFull && endsShort) this.#packets.push(new Uint8Array(0));
    this.#deliver();
  }

  transfer(lengthBytes: number): Promise<UsbResult<Uint8Array>> {
    return new Promise((resolve) => {
      this.#waiting.push({ lengthBytes, resolve });
      this.#deliver();
    });
  }

  callOff(): void {
    this.fail({ kind: 'aborted', details: 'called off' });
  }

  halt(): void {
    this.isHalted = true;
    this.#packets = [];
    this.#deliver();
  }

  clear(): void {
    this.isHalted = false;
    this.#packets = [];
  }

  fail(failure: UsbFailure): void {
    for (const transfer of this.#waiting.splice(0)) transfer.resolve(err(failure));
  }

  #deliver(): void {
    if (this.isHalted) {
      this.fail({ kind: 'stalled', details: 'halted' });
      return;
    }
    while (this.#waiting.length > 0 && this.#packets.length > 0) {
      const transfer = this.#waiting[0];
      if (transfer === undefined || !this.#isComplete(transfer.lengthBytes)) return;
      this.#waiting.shift();
      transfer.resolve(ok(this.#take(transfer.lengthBytes)));
    }
  }

  /** A transfer lasts until it is full or a short packet came. */
  #isComplete(lengthBytes: number): boolean {
    const packets = this.#packets.slice(0, lengthBytes / fakePacketBytes);
    const isFull = packets.length * fakePacketBytes >= lengthBytes;
    return isFull || packets.some(({ byteLength }) => byteLength < fakePacketBytes);
  }

  #take(lengthBytes: number): Uint8Array {
    const parts: Uint8Array[] = [];
    for (let space = lengthBytes; space > 0; space -= fakePacketBytes) {
      const packet = this.#packets.shift();
      if (packet === undefined) break;
      parts.push(packet);
      if (packet.byteLength < fakePacketBytes) break;
    }
    return new Uint8Array(Buffer.concat(parts));
  }
}
