import { once } from 'node:events';
import type { BrowserContext } from '@playwright/test';
import { WebSocket, type RawData } from 'ws';
import { Emitter } from '../../electron/base/Emitter.ts';
import type { Port } from '../../electron/base/Port.ts';
import type { PortamentoHost } from './PortamentoHost.ts';

/** The connection of a page without the page: what it sends is up to the test. */
export class BareSocket implements Port {
  readonly messages = new Emitter<unknown>();
  readonly closed = new Emitter<void>();
  readonly bufferedBytes = 0;
  readonly brokeOff = false;
  readonly #socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    // What the browser's sockets get is text, which comes as one buffer.
    socket.on('message', (data: RawData) =>
      this.messages.emit(JSON.parse((data as Buffer).toString('utf8'))),
    );
    socket.on('close', () => this.closed.emit());
    // A host that hangs up in mid-message is what tests ask for.
    socket.on('error', () => undefined);
  }

  /** @param context a browser that is signed in */
  static async open(host: PortamentoHost, context: BrowserContext): Promise<BareSocket> {
    const cookies = await context.cookies(host.origin);
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const socket = new WebSocket(`${host.origin.replace('http', 'ws')}/socket`, {
      headers: { cookie, origin: host.origin },
    });
    await once(socket, 'open');
    return new BareSocket(socket);
  }

  send(message: unknown): void {
    this.#socket.send(JSON.stringify(message));
  }

  /** Sends what may be no message at all. @returns the code with which the host hung up */
  async sendUntilClosed(frame: string | Uint8Array): Promise<number> {
    const closed = once(this.#socket, 'close');
    this.#socket.send(frame);
    const [code] = (await closed) as [number];
    return code;
  }

  [Symbol.dispose](): void {
    this.#socket.close(1001);
  }
}
