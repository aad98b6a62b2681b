import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';

const submit = 1;
const headerBytes = 48;

/** A transfer a client asked for, as far as a test cares. */
export interface SubmittedTransfer {
  readonly sequence: number;
  readonly isIn: boolean;
  readonly endpoint: number;
  readonly lengthBytes: number;
}

/** A server of USB/IP, on a port of its own, that says what a test makes it say. */
export class ScriptedUsbIpServer implements AsyncDisposable {
  readonly port: number;
  readonly #server: Server;
  readonly #sockets: Set<Socket>;

  private constructor(server: Server, sockets: Set<Socket>, port: number) {
    this.#server = server;
    this.#sockets = sockets;
    this.port = port;
  }

  /** `converse` is called for every client, with what it sent so far. */
  static async start(
    converse: (socket: Socket, received: Buffer) => void,
  ): Promise<ScriptedUsbIpServer> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('data', (chunk: Buffer) => converse(socket, chunk));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return new ScriptedUsbIpServer(server, sockets, address.port);
  }

  /** Those that ever connected. */
  get clientCount(): number {
    return this.#sockets.size;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** The description of a device as lists and imports have it. */
export function exportedDevice(busId: string, interfaces = 0): Buffer {
  const bytes = Buffer.alloc(312);
  bytes.write(`/sys/devices/${busId}`, 0);
  bytes.write(busId, 256);
  bytes.writeUInt32BE(1, 288);
  bytes.writeUInt32BE(2, 292);
  bytes.writeUInt16BE(0x1d6b, 300);
  bytes.writeUInt16BE(0x0100, 302);
  bytes.writeUInt8(interfaces, 311);
  return bytes;
}

export function operationReply(code: number, status = 0): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16BE(0x0111, 0);
  bytes.writeUInt16BE(code, 2);
  bytes.writeUInt32BE(status, 4);
  return bytes;
}

export function deviceCount(count: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(count);
  return bytes;
}

/** The transfers in what a client sent, each with its data behind it. */
export function submittedTransfers(received: Buffer): readonly SubmittedTransfer[] {
  const transfers: SubmittedTransfer[] = [];
  for (let at = 0; at + headerBytes <= received.byteLength; at += headerBytes) {
    if (received.readUInt32BE(at) !== submit) continue;
    const isIn = received.readUInt32BE(at + 12) === 1;
    const lengthBytes = received.readUInt32BE(at + 24);
    const endpoint = received.readUInt32BE(at + 16);
    transfers.push({ sequence: received.readUInt32BE(at + 4), isIn, endpoint, lengthBytes });
    if (!isIn) at += lengthBytes;
  }
  return transfers;
}

export function submitReply(sequence: number, status: number, data: Uint8Array): Buffer {
  const bytes = Buffer.alloc(headerBytes);
  bytes.writeUInt32BE(3, 0);
  bytes.writeUInt32BE(sequence, 4);
  bytes.writeInt32BE(status, 20);
  bytes.writeUInt32BE(data.byteLength, 24);
  return Buffer.concat([bytes, data]);
}
