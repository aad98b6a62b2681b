import { connect, type Socket } from 'node:net';
import type { MonotonicClock } from '../../../../../base/MonotonicClock.ts';
import { err, ok, type Result } from '../../../../../base/Result.ts';
import type { AppError } from '../../../../../contract/errors.ts';
import { IdleWatch } from '../../../../../base/IdleWatch.ts';
import { SocketReader } from './SocketReader.ts';
import { UsbIpPort } from './UsbIpPort.ts';
import {
  decodeExportedDevice,
  decodeOperation,
  encodeOperation,
  exportedDeviceBytes,
  exportedInterfaceBytes,
  operationHeaderBytes,
  operations,
  type ExportedDevice,
} from './usbIpMessages.ts';

/** A server is believed no more devices than this. */
const maximumDevices = 256;
const answerIdleMs = 10_000;
/** After this silence the system asks the other machine whether it is there; else after two hours. */
const keepAliveMs = 10_000;

/** What a refusal's status stands for (tools/usb/usbip/libsrc/usbip_common.h). */
const statuses = { ok: 0, busy: 2, noSuchDevice: 4 } as const;

interface Conversation {
  readonly socket: Socket;
  readonly reader: SocketReader;
}

/**
 * A machine that shares its USB devices over TCP. Its answers are a stranger's: each is bounded. Errors
 * are `device.unreachable`, `device.exclusiveAccess`, `device.notFound`, `device.protocol`,
 * `device.failed` and `app.cancelled`.
 */
export class UsbIpServer {
  readonly host: string;
  readonly port: number;
  readonly #clock: MonotonicClock;

  constructor(host: string, port: number, clock: MonotonicClock) {
    this.host = host;
    this.port = port;
    this.#clock = clock;
  }

  /** The devices nobody uses at the moment. */
  async listDevices(signal: AbortSignal): Promise<Result<readonly ExportedDevice[], AppError>> {
    return this.#converse(signal, async ({ socket, reader }) => {
      socket.write(encodeOperation(operations.requestDeviceList));
      const answer = await readOperation(reader, operations.replyDeviceList);
      if (!answer.ok) return answer;
      const devices = await readDeviceList(reader);
      socket.destroy();
      return devices;
    });
  }

  /** Takes a device for as long as the port is open. */
  async open(busId: string, signal: AbortSignal): Promise<Result<UsbIpPort, AppError>> {
    return this.#converse(signal, async ({ socket, reader }, answering) => {
      socket.write(encodeOperation(operations.requestImport, busId));
      const answer = await readOperation(reader, operations.replyImport);
      if (!answer.ok) return answer;
      const bytes = await reader.read(exportedDeviceBytes);
      if (bytes === null) return err({ code: 'device.unreachable' });
      const device = decodeExportedDevice(bytes);
      if (device.busId !== busId) {
        return err({ code: 'device.protocol', details: 'another device than was asked for' });
      }
      const opened = await UsbIpPort.open(
        { ...device, socket, reader, clock: this.#clock },
        answering,
      );
      return opened.ok
        ? opened
        : err({ code: 'device.failed', details: `configuring: ${opened.error.details}` });
    });
  }

  /** Connects and talks; closes the connection when that did not come to a good end. */
  async #converse<Value>(
    caller: AbortSignal,
    talk: (conversation: Conversation, signal: AbortSignal) => Promise<Result<Value, AppError>>,
  ): Promise<Result<Value, AppError>> {
    using watch = new IdleWatch(this.#clock, answerIdleMs);
    watch.follow(caller);
    const socket = connect({
      host: this.host,
      port: this.port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: keepAliveMs,
    });
    // Whatever goes wrong ends the reader, which is where it is noticed.
    socket.on('error', () => undefined);
    const end = () => socket.destroy();
    watch.signal.addEventListener('abort', end, { once: true });
    const outcome = await talk({ socket, reader: new SocketReader(socket) }, watch.signal);
    watch.signal.removeEventListener('abort', end);
    if (outcome.ok) return outcome;
    socket.destroy();
    if (caller.aborted) return err({ code: 'app.cancelled' });
    if (watch.expired) return err({ code: 'device.unreachable', subject: this.#name });
    return err({ ...outcome.error, subject: this.#name });
  }

  get #name(): string {
    return `${this.host}:${this.port}`;
  }
}

async function readOperation(
  reader: SocketReader,
  expectedCode: number,
): Promise<Result<void, AppError>> {
  const bytes = await reader.read(operationHeaderBytes);
  if (bytes === null) return err({ code: 'device.unreachable' });
  const { code, status } = decodeOperation(bytes);
  if (code !== expectedCode) return err({ code: 'device.protocol', details: `reply ${code}` });
  switch (status) {
    case statuses.ok:
      return ok();
    case statuses.busy:
      return err({ code: 'device.exclusiveAccess' });
    case statuses.noSuchDevice:
      return err({ code: 'device.notFound' });
    default:
      return err({ code: 'device.failed', details: `USB/IP status ${status}` });
  }
}

async function readDeviceList(
  reader: SocketReader,
): Promise<Result<readonly ExportedDevice[], AppError>> {
  const countBytes = await reader.read(4);
  if (countBytes === null) return err({ code: 'device.unreachable' });
  const count = new DataView(countBytes.buffer, countBytes.byteOffset, 4).getUint32(0);
  if (count > maximumDevices) return err({ code: 'device.protocol', details: `${count} devices` });
  const devices: ExportedDevice[] = [];
  while (devices.length < count) {
    const bytes = await reader.read(exportedDeviceBytes);
    if (bytes === null) return err({ code: 'device.unreachable' });
    const device = decodeExportedDevice(bytes);
    // Of a device that is not configured, as on a fresh server, nothing is told of its interfaces.
    const interfaces = await reader.read(device.interfaceCount * exportedInterfaceBytes);
    if (interfaces === null) return err({ code: 'device.unreachable' });
    devices.push(device);
  }
  return ok(devices);
}
