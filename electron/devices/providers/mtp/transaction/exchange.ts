import { err, ok, type Result } from '../../../../base/Result.ts';
import {
  encodeShortContainer,
  type ContainerHeader,
  type ShortContainer,
} from '../codec/containers.ts';
import { operationCodes } from '../codec/codes/operationCodes.ts';
import { protocolError } from '../codec/protocolError.ts';
import { responseCodes } from '../codec/codes/responseCodes.ts';
import type { MtpInterface } from '../transports/findMtpInterface.ts';
import type { IdleWatch } from '../../../../base/IdleWatch.ts';
import type { UsbPort, UsbResult } from '../transports/UsbPort.ts';
import { BulkInPipe } from './BulkInPipe.ts';
import { BulkOutPipe } from './BulkOutPipe.ts';
import { ContainerReader } from './ContainerReader.ts';
import type { DeviceQuirks } from './DeviceQuirks.ts';
import { outgoingFraming } from './OutgoingFraming.ts';
import { sendData } from './sendData.ts';
import { protocolFailure, type TransactionFailure } from './TransactionFailure.ts';
import type { DataPhase, TransactionReply, TransactionRequest } from './TransactionRequest.ts';

/** What transactions go over. */
export interface MtpWire {
  readonly port: UsbPort;
  readonly mtpInterface: MtpInterface;
  readonly quirks: DeviceQuirks;
}

/** Containers of earlier transactions that are passed over before the device is taken for mad. */
const maximumStaleContainers = 8;

/**
 * One transaction on the wire: command, at most one data phase, response. All that is known to come is
 * under way at once, so a small transaction costs one round trip. `signal` stops it in the middle of
 * data; otherwise it goes on to its end, which is the only truth about what the device did. `watch`
 * stops it anywhere.
 */
export async function exchange(
  wire: MtpWire,
  request: TransactionRequest,
  transactionId: number,
  watch: IdleWatch,
  signal: AbortSignal,
): Promise<Result<TransactionReply, TransactionFailure>> {
  const { port, mtpInterface, quirks } = wire;
  const receiveReply = async (sending: Promise<UsbResult<void>>) => {
    await using incoming = new BulkInPipe(port, mtpInterface.bulkIn, watch);
    void sending.then(({ ok: hasArrived }) => (hasArrived ? undefined : incoming.callOff()));
    return await receive(incoming, request, transactionId, watch, signal);
  };
  await using outgoing = new BulkOutPipe(port, mtpInterface.bulkOut, watch);
  const sent = await send(outgoing, quirks, request, transactionId, watch, signal);
  if (!sent.ok && sent.error.device === 'unsettled' && quirks.endsDataEarly) {
    const reply = await receiveReply(outgoing.flush());
    return reply.ok ? err({ ...sent.error, device: 'ready' }) : sent;
  }
  if (!sent.ok && sent.error.device !== 'halted') return sent;
  const reply = sent.ok ? await receiveReply(outgoing.flush()) : sent;
  if (reply.ok) return reply;
  const sending = await outgoing.flush();
  if (sending.ok || sending.error.kind !== 'stalled') return reply;
  // A device that refuses what it is sent halts that end, and says why in its response.
  return await receiveReply(port.clearHalt(mtpInterface.bulkOut.address, watch.signal));
}

/** Answers when the last of it is on its way. */
async function send(
  pipe: BulkOutPipe,
  quirks: DeviceQuirks,
  { operation, parameters, data }: TransactionRequest,
  transactionId: number,
  watch: IdleWatch,
  signal: AbortSignal,
): Promise<Result<void, TransactionFailure>> {
  const code = operationCodes[operation];
  await pipe.write(encodeShortContainer({ type: 'command', code, transactionId, parameters }));
  if (data.kind !== 'out') return ok();
  const framing = outgoingFraming(data.sizeBytes, pipe.packetBytes, quirks);
  return sendData(pipe, watch, framing, { ...data, code, transactionId }, signal);
}

async function receive(
  pipe: BulkInPipe,
  { operation, data }: TransactionRequest,
  transactionId: number,
  watch: IdleWatch,
  signal: AbortSignal,
): Promise<Result<TransactionReply, TransactionFailure>> {
  const reader = new ContainerReader(pipe);
  if (data.kind === 'in') reader.expectData(data.expectedBytes);
  else reader.expectResponse();
  let isDataDue = data.kind === 'in';
  for (let stale = 0; stale <= maximumStaleContainers;) {
    const header = await reader.readHeader();
    if (!header.ok) return header;
    const isStale = header.value.transactionId !== transactionId;
    if (isStale) stale += 1;
    if (!isStale && !isDue(header.value, isDataDue)) {
      return err(protocolFailure(`${operation}: a ${header.value.type} that is not due`));
    }
    if (header.value.type === 'data') {
      const phase = isStale || data.kind !== 'in' ? dropped : data;
      const payload = await readPayload(reader, phase, header.value, watch, signal);
      if (!payload.ok) return payload;
      if (payload.value !== null) return ok(payload.value);
      if (!isStale) isDataDue = false;
    } else {
      const parameters = reader.readParameters(header.value);
      if (!parameters.ok) return parameters;
      if (!isStale) return ok({ code: header.value.code, parameters: parameters.value });
    }
  }
  return err(protocolFailure(`${operation}: only containers of earlier transactions`));
}

const dropped = {
  kind: 'in',
  expectedBytes: null,
  maximumBytes: Number.MAX_SAFE_INTEGER,
  interruptible: false,
  onChunk: () => undefined,
} as const;

function isDue({ type }: ContainerHeader, isDataDue: boolean): boolean {
  return type === 'response' || (type === 'data' && isDataDue);
}

/** The reply, when the device gives one in the middle of its data. */
async function readPayload(
  reader: ContainerReader,
  data: Extract<DataPhase, { kind: 'in' }>,
  { transactionId }: ContainerHeader,
  watch: IdleWatch,
  signal: AbortSignal,
): Promise<Result<TransactionReply | null, TransactionFailure>> {
  let receivedBytes = 0;
  for (;;) {
    watch.follow(data.interruptible && !reader.allRequested ? signal : null);
    const part = await reader.readPayload(transactionId);
    if (!part.ok) return part;
    if (part.value.kind === 'end') return ok(null);
    if (part.value.kind === 'cutOff') return cutOff(part.value.response);
    const { bytes } = part.value;
    receivedBytes += bytes.byteLength;
    if (receivedBytes > data.maximumBytes) {
      return err(protocolFailure(`more than ${data.maximumBytes} bytes`));
    }
    if (bytes.byteLength > 0) await watch.aside(data.onChunk(bytes));
  }
}

/** A device that sent less than it announced has to say why. */
function cutOff(response: ShortContainer): Result<TransactionReply, TransactionFailure> {
  if (response.code !== responseCodes.OK) return ok(response);
  return err({ error: protocolError('fewer bytes than announced'), device: 'ready' });
}
