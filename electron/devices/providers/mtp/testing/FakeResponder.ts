import { err, ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import {
  decodeHeader,
  encodeShortContainer,
  headerBytes,
  unknownLength,
  writeHeader,
} from '../codec/containers.ts';
import { operationCodes, type OperationName } from '../codec/codes/operationCodes.ts';
import { responseCodes } from '../codec/codes/responseCodes.ts';
import type { UsbDescriptors } from '../transports/UsbDescriptors.ts';
import type { ControlSetup, UsbFailure, UsbPort, UsbResult } from '../transports/UsbPort.ts';
import { FakeMtpOperations, operationsWithDataOut, type FakeReply } from './FakeMtpOperations.ts';
import { noFaults, type SilenceEnd } from './FakeMtpFaults.ts';
import { FakeMtpStore } from './FakeMtpStore.ts';
import { fakePacketBytes, FakeIncomingEnd } from './FakeUsbEnds.ts';

const ends = { in: 0x81, out: 0x02, interrupt: 0x83 } as const;
const classRequests = { cancel: 0x64, reset: 0x66, status: 0x67 } as const;
const getDescriptor = 6;
const disconnected: UsbFailure = { kind: 'disconnected', details: 'unplugged' };

const descriptors: UsbDescriptors = {
  vendorId: 0x1209,
  productId: 0x0001,
  manufacturerIndex: 0,
  productIndex: 0,
  serialNumberIndex: 0,
  configurationValue: 1,
  interfaces: [
    {
      number: 0,
      alternateSetting: 0,
      classCode: 6,
      subclassCode: 1,
      protocolCode: 1,
      nameIndex: 0,
      endpoints: [
        { address: ends.in, kind: 'bulk', direction: 'in', packetBytes: fakePacketBytes },
        { address: ends.out, kind: 'bulk', direction: 'out', packetBytes: fakePacketBytes },
        { address: ends.interrupt, kind: 'interrupt', direction: 'in', packetBytes: 64 },
      ],
    },
  ],
};

interface Command {
  readonly operation: OperationName;
  readonly code: number;
  readonly transactionId: number;
  readonly parameters: readonly number[];
}

/** A player with MTP, byte by byte behind the port interface, that does wrong what `faults` say. */
export class FakeResponder implements UsbPort {
  readonly store: FakeMtpStore;
  readonly operations: FakeMtpOperations;
  readonly faults = noFaults();
  /** Every transaction that began, in order. */
  readonly transactions: OperationName[] = [];
  /** Class requests and resets that came, in order. */
  readonly requests: ('cancel' | 'classReset' | 'reset')[] = [];
  readonly descriptors: UsbDescriptors;
  readonly #serialNumber: string;
  readonly #gone = new AbortController();
  readonly #in = new FakeIncomingEnd();
  readonly #interrupt = new FakeIncomingEnd();
  #outHalted = false;
  #received: Uint8Array[] = [];
  #command: Command | null = null;
  #isSessionOpen = false;
  #isSilent = false;

  /** `serialNumber` is that of its USB descriptor; `''` for none. */
  constructor(operations = new FakeMtpOperations(new FakeMtpStore()), serialNumber = '') {
    this.operations = operations;
    this.store = operations.store;
    this.#serialNumber = serialNumber;
    this.descriptors = { ...descriptors, serialNumberIndex: serialNumber === '' ? 0 : 1 };
  }

  /** The same player with what it keeps, after its port was closed or it was pulled. */
  again(): FakeResponder {
    return new FakeResponder(this.operations, this.#serialNumber);
  }

  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** Pulls the plug. */
  unplug(): void {
    this.#gone.abort();
    this.#in.fail(disconnected);
    this.#interrupt.fail(disconnected);
  }

  /** Tells an event. */
  notify(code: number, parameters: readonly number[]): void {
    const event = encodeShortContainer({ type: 'event', code, transactionId: 0, parameters });
    this.#interrupt.send(event, false);
  }

  claim(): Promise<Result<void, AppError>> {
    return Promise.resolve(ok());
  }

  transferIn(endpoint: number, lengthBytes: number): Promise<UsbResult<Uint8Array>> {
    if (this.gone.aborted) return Promise.resolve(err(disconnected));
    if (endpoint !== ends.in) return this.#interrupt.transfer(fakePacketBytes);
    return this.#in.transfer(lengthBytes);
  }

  transferOut(endpoint: number, bytes: Uint8Array): Promise<UsbResult<void>> {
    if (this.gone.aborted) return Promise.resolve(err(disconnected));
    if (endpoint !== ends.out || this.#outHalted) return Promise.resolve(err(stalled));
    this.#received.push(bytes.slice());
    if (this.#isCutOff()) {
      this.unplug();
      return Promise.resolve(err(disconnected));
    }
    if (bytes.byteLength % fakePacketBytes !== 0 || bytes.byteLength === 0) this.#takeContainer();
    return Promise.resolve(this.#isOutHalted() ? err(stalled) : ok());
  }

  callOff(endpoint: number): void {
    if (endpoint === ends.in) this.#in.callOff();
    if (endpoint === ends.interrupt) this.#interrupt.callOff();
  }

  controlIn(setup: ControlSetup): Promise<UsbResult<Uint8Array>> {
    if (this.gone.aborted) return Promise.resolve(err(disconnected));
    if (setup.request === getDescriptor) return Promise.resolve(ok(this.#serialDescriptor()));
    if (setup.request !== classRequests.status) return Promise.resolve(err(stalled));
    const halted = [
      ...(this.#in.isHalted ? [ends.in] : []),
      ...(this.#outHalted ? [ends.out] : []),
    ];
    const status = new Uint8Array(4 + 4 * halted.length);
    const view = new DataView(status.buffer);
    view.setUint16(0, status.byteLength, true);
    view.setUint16(2, responseCodes.OK, true);
    halted.forEach((endpoint, index) => view.setUint32(4 + 4 * index, endpoint, true));
    return Promise.resolve(ok(status));
  }

  controlOut(setup: ControlSetup): Promise<UsbResult<void>> {
    if (this.gone.aborted) return Promise.resolve(err(disconnected));
    if (setup.request === classRequests.cancel) this.#forget('cancel');
    else if (setup.request === classRequests.reset) this.#forget('classReset');
    return Promise.resolve(ok());
  }

  clearHalt(endpoint: number): Promise<UsbResult<void>> {
    if (this.gone.aborted) return Promise.resolve(err(disconnected));
    if (endpoint === ends.in) this.#in.clear();
    if (endpoint === ends.out) this.#outHalted = false;
    return Promise.resolve(ok());
  }

  reset(): Promise<UsbResult<void>> {
    if (this.gone.aborted) return Promise.resolve(err(disconnected));
    this.#forget('reset');
    return Promise.resolve(ok());
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.unplug();
    return Promise.resolve();
  }

  #forget(means: Exclude<SilenceEnd, 'never'>): void {
    this.requests.push(means);
    const strength = ['cancel', 'classReset', 'reset', 'never'] as const;
    if (strength.indexOf(means) >= strength.indexOf(this.faults.silenceEnds)) {
      this.#isSilent = false;
      this.faults.silentAt = null;
    }
    if (means !== 'cancel') this.#isSessionOpen = false;
    if (this.#command?.operation === 'SendObject') {
      this.operations.keepPartial(Buffer.concat(this.#received).subarray(headerBytes));
    }
    this.#command = null;
    this.#received = [];
    this.#in.clear();
    this.#outHalted = false;
  }

  #serialDescriptor(): Uint8Array {
    const text = Buffer.from(this.#serialNumber, 'utf16le');
    return Uint8Array.of(2 + text.byteLength, 3, ...text);
  }

  get #transaction(): number {
    return this.transactions.length - 1;
  }

  #isOutHalted(): boolean {
    return this.#outHalted;
  }

  /** Has so much of the transaction come that the device disappears? */
  #isCutOff(): boolean {
    if (this.#command === null || this.faults.disappearsAt !== this.#transaction) return false;
    const bytes = this.#received.reduce((sum, { byteLength }) => sum + byteLength, 0);
    return bytes >= this.faults.disappearsAfterBytes;
  }

  #takeContainer(): void {
    const container = new Uint8Array(Buffer.concat(this.#received));
    this.#received = [];
    const header = decodeHeader(container);
    if (this.#isSilent || !header.ok) return;
    const payload = container.subarray(headerBytes);
    if (header.value.type === 'data') this.#takeData(payload, header.value.lengthBytes);
    else this.#begin(header.value.code, header.value.transactionId, payload);
  }

  #begin(code: number, transactionId: number, payload: Uint8Array): void {
    const operation = nameOf(code);
    this.transactions.push(operation);
    const { faults } = this;
    if (faults.disappearsAt === this.#transaction && faults.disappearsAfterBytes === 0) {
      this.unplug();
      return;
    }
    if (faults.forgetsSessionAt === this.#transaction) this.#isSessionOpen = false;
    if (faults.silentAt !== null && this.#transaction >= faults.silentAt) {
      this.#isSilent = true;
      return;
    }
    const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
    const parameters = Array.from({ length: payload.byteLength / 4 }, (_, index) =>
      view.getUint32(4 * index, true),
    );
    this.#command = { operation, code, transactionId, parameters };
    if (faults.stallsAt === this.#transaction) this.#stall();
    else if (!operationsWithDataOut.has(operation)) this.#finish(new Uint8Array(0));
  }

  #stall(): void {
    if (this.#command !== null && operationsWithDataOut.has(this.#command.operation)) {
      this.#outHalted = true;
      this.#respond({ code: responseCodes.AccessDenied });
    } else this.#in.halt();
  }

  #takeData(payload: Uint8Array, lengthBytes: number | null): void {
    if (this.#command === null) return;
    if (lengthBytes !== null && lengthBytes !== headerBytes + payload.byteLength) {
      this.#respond({ code: responseCodes.IncompleteTransfer });
    } else this.#finish(payload);
  }

  #finish(data: Uint8Array): void {
    const command = this.#command;
    if (command === null) return;
    const refusal = this.faults.refuses[command.operation];
    if (refusal !== undefined) this.#respond({ code: refusal });
    else if (command.operation === 'OpenSession') this.#openSession();
    else if (!this.#isSessionOpen) this.#respond({ code: responseCodes.SessionNotOpen });
    else if (!this.operations.advertised.has(command.operation)) {
      this.#respond({ code: responseCodes.OperationNotSupported });
    } else {
      const { operation, parameters } = command;
      if (operation === 'CloseSession') this.#isSessionOpen = false;
      const reply = this.operations.execute(operation, parameters, data, this.faults);
      if (reply.data !== undefined) this.#sendData(command, reply.data);
      if (!this.gone.aborted) this.#respond(reply);
    }
  }

  #openSession(): void {
    const { SessionAlreadyOpen, OK } = responseCodes;
    this.#respond({ code: this.#isSessionOpen ? SessionAlreadyOpen : OK });
    this.#isSessionOpen = true;
  }

  #sendData({ code, transactionId }: Command, payload: Uint8Array): void {
    const { faults } = this;
    const container = new Uint8Array(headerBytes + payload.byteLength);
    const stated = faults.statesNoLength
      ? unknownLength
      : container.byteLength + faults.lengthLieBytes;
    writeHeader(container, { type: 'data', code, transactionId, lengthBytes: stated });
    container.set(payload, headerBytes);
    const sent = container.subarray(0, container.byteLength - faults.cutsBytes);
    const isLast = faults.disappearsAt === this.#transaction;
    const reach = isLast ? faults.disappearsAfterBytes : sent.byteLength;
    if (faults.sendsHeaderAlone) this.#in.send(sent.subarray(0, headerBytes), true);
    const rest = faults.sendsHeaderAlone ? sent.subarray(headerBytes) : sent;
    this.#in.send(rest.subarray(0, reach), !faults.omitsEmptyPacket && reach === sent.byteLength);
    if (isLast) this.unplug();
  }

  #respond({ code, parameters = [] }: FakeReply): void {
    const transactionId = this.#command?.transactionId ?? 0;
    this.#command = null;
    const response = { type: 'response', code, parameters } as const;
    if (this.faults.repeatsResponses) {
      const earlier = { ...response, transactionId: transactionId + 1_000 };
      this.#in.send(encodeShortContainer(earlier), true);
    }
    this.#in.send(encodeShortContainer({ ...response, transactionId }), true);
  }
}

const stalled: UsbFailure = { kind: 'stalled', details: 'halted' };

function nameOf(code: number): OperationName {
  const names = Object.keys(operationCodes) as OperationName[];
  const name = names.find((each) => operationCodes[each] === code);
  if (name === undefined) throw new Error(`Operation ${code}`);
  return name;
}
