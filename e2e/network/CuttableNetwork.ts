import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type Server } from 'node:http';
import type { ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/**
 * An HTTP proxy on loopback between a browser and the host. It can be cut, which ends every connection
 * without a word and lets no new one in, and it can hold uploads back in mid-file.
 */
export class CuttableNetwork implements AsyncDisposable {
  readonly #server: Server;
  readonly #sockets = new Set<Duplex>();
  readonly #heldUploads = Promise.withResolvers<void>();
  #isCut = false;
  #uploadLimitBytes = Number.POSITIVE_INFINITY;

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket) => this.#admit(socket));
    server.on('request', (request, response) => this.#forward(request, response));
    server.on('connect', (request, socket, head) => this.#tunnel(request, socket, head));
  }

  static async start(): Promise<CuttableNetwork> {
    const network = new CuttableNetwork(createServer());
    network.#server.listen(0, '127.0.0.1');
    await once(network.#server, 'listening');
    return network;
  }

  /** What a browser is told as its proxy. */
  get address(): string {
    // A server that listens at a port has an address with one.
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Lets new connections in, and uploads through. */
  restore(): void {
    this.#isCut = false;
    this.#uploadLimitBytes = Number.POSITIVE_INFINITY;
  }

  /** Each upload gets so far and no further. @returns when one has got there */
  holdUploadsAfter(sizeBytes: number): Promise<void> {
    this.#uploadLimitBytes = sizeBytes;
    return this.#heldUploads.promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #admit(socket: Duplex): void {
    if (this.#isCut) {
      socket.destroy();
      return;
    }
    this.#sockets.add(socket);
    // Whoever is cut off says so; that is what this is for.
    socket.on('error', () => undefined);
    socket.once('close', () => this.#sockets.delete(socket));
  }

  #forward(request: IncomingMessage, response: ServerResponse): void {
    const { method, headers, url = '' } = request;
    const onward = forward(url, { method, headers, agent: false });
    onward.once('socket', (socket) => this.#admit(socket));
    onward.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    let sentBytes = 0;
    request.on('data', (bytes: Buffer) => {
      onward.write(bytes);
      sentBytes += bytes.length;
      if (sentBytes < this.#uploadLimitBytes) return;
      request.pause();
      this.#heldUploads.resolve();
    });
    request.once('end', () => onward.end());
    request.once('error', () => onward.destroy());
  }

  #tunnel(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { hostname, port } = new URL(`http://${request.url ?? ''}`);
    const onward: Socket = connect(Number(port), hostname);
    this.#admit(onward);
    onward.once('connect', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.once('close', () => socket.destroy());
    socket.once('close', () => onward.destroy());
  }
}
