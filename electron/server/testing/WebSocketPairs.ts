import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { Emitter } from '../../base/Emitter.ts';
import type { Port } from '../../base/Port.ts';
import { FakeMonotonicClock } from '../../base/testing/FakeMonotonicClock.ts';
import type { PortPair } from '../../ipc/testing/createPortPair.ts';
import { maximumMessageBytes, WebSocketPort } from '../WebSocketPort.ts';

/** Connects pages to main over real WebSockets on 127.0.0.1, without signing in. */
export class WebSocketPairs implements AsyncDisposable {
  /** The clock of main's ends. */
  readonly clock = new FakeMonotonicClock();
  readonly #http: Server;
  readonly #sockets: WebSocketServer;

  private constructor(http: Server) {
    this.#http = http;
    this.#sockets = new WebSocketServer({ server: http, maxPayload: maximumMessageBytes });
  }

  static async open(): Promise<WebSocketPairs> {
    const http = createServer();
    const pairs = new WebSocketPairs(http);
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    return pairs;
  }

  async connect(): Promise<PortPair> {
    const { server, page } = await this.connectRaw();
    return { server, page: new PagePort(page) };
  }

  /** The page's end as the bare WebSocket, for what is no message; it has answered the first ping. */
  async connectRaw(): Promise<{ readonly server: WebSocketPort; readonly page: WebSocket }> {
    const accepted = new Promise<WebSocket>((resolve) => this.#sockets.once('connection', resolve));
    // An HTTP server that listens at a port has an address with one.
    const { port } = this.#http.address() as AddressInfo;
    const page = new WebSocket(`ws://127.0.0.1:${port}/`);
    const opened = Promise.all([once(page, 'open'), once(page, 'ping')]);
    const server = new WebSocketPort(await accepted, this.clock);
    await opened;
    return { server, page };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#http.close();
    await once(this.#http, 'close');
  }
}

/** A page's end, as a browser would hold it. */
class PagePort implements Port {
  readonly messages = new Emitter<unknown>();
  readonly closed = new Emitter<void>();
  readonly bufferedBytes = 0;
  readonly brokeOff = false;
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => this.messages.emit(JSON.parse(data.toString('utf8'))));
    socket.on('close', () => this.closed.emit());
  }

  send(message: unknown): void {
    this.#socket.send(JSON.stringify(message));
  }

  /** As a browser does when the page is closed or loaded anew. */
  [Symbol.dispose](): void {
    this.#socket.close(1001);
  }
}
