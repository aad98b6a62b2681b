import type { Socket } from 'node:net';
import process from 'node:process';
import type { MonotonicClock, Timer } from '../../../../../base/MonotonicClock.ts';
import { err, ok } from '../../../../../base/Result.ts';
import type { ControlSetup, UsbFailure, UsbResult } from '../UsbPort.ts';
import type { SocketReader } from './SocketReader.ts';
import { usbFailureOf } from './usbFailureOf.ts';
import {
  decodeReply,
  encodeSubmit,
  encodeUnlink,
  requestHeaderBytes,
  type Reply,
  type SubmitHeader,
} from './usbIpMessages.ts';

/** How long a server may take to give back a transfer that was called off. */
const unlinkMs = 10_000;
const inDirection = 0x80;
const controlEndpoint = 0;
const nothing = new Uint8Array(0);

interface PendingTransfer {
  readonly header: SubmitHeader;
  isCalledOff: boolean;
  resolve(result: UsbResult<Uint8Array>): void;
}

interface CalledOffTransfer {
  readonly sequence: number;
  /** Until the server must have given it back. */
  readonly timer: Timer;
}

interface Connection {
  readonly socket: Socket;
  readonly reader: SocketReader;
  readonly deviceNumber: number;
  readonly clock: MonotonicClock;
}

/**
 * The transfers of an imported device: any number are on the way at once, and answers find the one they
 * are for by its sequence number. A server that answers what nobody asked, or more than was asked for,
 * is left.
 */
export class UsbIpTransfers implements AsyncDisposable {
  readonly #connection: Connection;
  readonly #pending = new Map<number, PendingTransfer>();
  /** By the sequence number of the calling off. */
  readonly #unlinking = new Map<number, CalledOffTransfer>();
  readonly #goneController = new AbortController();
  #lastSequence = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.socket.once('close', () => this.#end('connection closed'));
    void this.#readReplies();
  }

  get gone(): AbortSignal {
    return this.#goneController.signal;
  }

  /** One at a time. */
  async control(
    setup: ControlSetup,
    lengthBytes: number,
    outBytes: Uint8Array | null,
    signal: AbortSignal,
  ): Promise<UsbResult<Uint8Array>> {
    if (signal.aborted) return err(aborted);
    const direction = (setup.requestType & inDirection) === 0 ? 'out' : 'in';
    const callOff = () => this.callOff(direction, controlEndpoint);
    signal.addEventListener('abort', callOff, { once: true });
    const target = { direction, endpoint: controlEndpoint, lengthBytes, interval: 0 } as const;
    const moved = await this.submit({ ...target, setup: { ...setup, lengthBytes } }, outBytes);
    signal.removeEventListener('abort', callOff);
    return moved;
  }

  submit(
    transfer: Omit<SubmitHeader, 'sequence' | 'deviceNumber'>,
    outBytes: Uint8Array | null,
  ): Promise<UsbResult<Uint8Array>> {
    if (this.gone.aborted) return Promise.resolve(err(disconnected));
    const { socket, deviceNumber } = this.#connection;
    const header = { ...transfer, sequence: this.#nextSequence(), deviceNumber };
    return new Promise((resolve) => {
      this.#pending.set(header.sequence, { header, isCalledOff: false, resolve });
      this.#holdUntilTick();
      socket.write(encodeSubmit(header));
      if (outBytes !== null && outBytes.byteLength > 0) socket.write(outBytes);
    });
  }

  callOff(direction: SubmitHeader['direction'], endpoint: number): void {
    for (const transfer of this.#pending.values()) {
      const { header, isCalledOff } = transfer;
      if (isCalledOff || header.direction !== direction || header.endpoint !== endpoint) continue;
      transfer.isCalledOff = true;
      this.#unlink(header);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { socket } = this.#connection;
    if (!socket.closed) {
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.destroy();
      await closed;
    }
    this.#end('port closed');
  }

  /** What is submitted in one go leaves in one go. */
  #holdUntilTick(): void {
    const { socket } = this.#connection;
    if (socket.writableCorked > 0) return;
    socket.cork();
    process.nextTick(() => socket.uncork());
  }

  #nextSequence(): number {
    this.#lastSequence = (this.#lastSequence + 1) >>> 0;
    return this.#lastSequence;
  }

  /** The transfer ends with the server's answer, or with the connection if there is none. */
  #unlink(header: SubmitHeader): void {
    const sequence = this.#nextSequence();
    const timer = this.#connection.clock.setTimer(unlinkMs, () => this.#end('no answer to unlink'));
    this.#unlinking.set(sequence, { sequence: header.sequence, timer });
    this.#connection.socket.write(encodeUnlink(sequence, header));
  }

  async #readReplies(): Promise<void> {
    const { reader } = this.#connection;
    while (!this.gone.aborted) {
      const bytes = await reader.read(requestHeaderBytes);
      const reply = bytes === null ? null : decodeReply(bytes);
      if (reply === null || !(await this.#answer(reply))) break;
    }
    this.#end('no further answers');
  }

  /** False when the answer makes no sense, or could not be read to its end. */
  async #answer(reply: Reply): Promise<boolean> {
    if (reply.kind === 'unlinked') return this.#answerUnlink(reply);
    const transfer = this.#pending.get(reply.sequence);
    if (transfer === undefined || reply.actualBytes > transfer.header.lengthBytes) return false;
    let bytes: Uint8Array | null = nothing;
    if (transfer.header.direction === 'in' && reply.actualBytes > 0) {
      bytes = await this.#connection.reader.read(reply.actualBytes);
    }
    if (bytes === null) return false;
    this.#pending.delete(reply.sequence);
    const failure = usbFailureOf(reply.status);
    transfer.resolve(failure === null ? ok(bytes) : err(failure));
    return true;
  }

  /** One that was done before it could be called off has been answered already. */
  #answerUnlink(reply: Reply): boolean {
    const calledOff = this.#unlinking.get(reply.sequence);
    if (calledOff === undefined) return false;
    const { sequence, timer } = calledOff;
    timer[Symbol.dispose]();
    this.#unlinking.delete(reply.sequence);
    this.#pending.get(sequence)?.resolve(err(aborted));
    this.#pending.delete(sequence);
    return true;
  }

  #end(details: string): void {
    if (this.gone.aborted) return;
    this.#connection.socket.destroy();
    this.#goneController.abort();
    for (const transfer of this.#pending.values()) {
      transfer.resolve(err({ ...disconnected, details }));
    }
    for (const { timer } of this.#unlinking.values()) timer[Symbol.dispose]();
    this.#pending.clear();
    this.#unlinking.clear();
  }
}

const aborted: UsbFailure = { kind: 'aborted', details: 'called off' };
const disconnected: UsbFailure = { kind: 'disconnected', details: 'connection closed' };
