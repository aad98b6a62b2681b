import { createConnection, type Socket } from 'node:net';
import { ForwardedReply, type ForwardedMessage } from './ForwardedMessage.ts';
import { readLine, writeLine } from './socketLine.ts';

/** A start that found the profile in use, with a line to the program that uses it. */
export class Forwarder implements Disposable {
  readonly kind = 'forwarder';
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** `null` when nobody listens at `address`. */
  static connect(address: string): Promise<Forwarder | null> {
    return new Promise((resolve) => {
      const socket = createConnection(address);
      socket.once('connect', () => resolve(new Forwarder(socket)));
      socket.on('error', () => resolve(null));
    });
  }

  /** Sends the one message of this start. `ipc.disconnected` when the other program ended meanwhile. */
  async send(message: ForwardedMessage): Promise<ForwardedReply> {
    try {
      writeLine(this.#socket, message);
      return ForwardedReply.parse(await readLine(this.#socket));
    } catch {
      return { ok: false, error: { code: 'ipc.disconnected' } };
    } finally {
      this[Symbol.dispose]();
    }
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }
}
