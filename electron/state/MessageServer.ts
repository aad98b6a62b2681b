import { chmod, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import type { Logger } from '../base/Logger.ts';
import { ForwardedMessage, type ForwardedReply } from './ForwardedMessage.ts';
import { readLine, writeLine } from './socketLine.ts';

const idleTimeoutMs = 30_000;
const maximumConnections = 32;

export type MessageHandler = (message: ForwardedMessage) => Promise<ForwardedReply>;

/**
 * Hears what later starts have to say: one message and one reply per connection, each a line of JSON.
 * Messages wait until `handle` was called.
 */
export class MessageServer implements AsyncDisposable {
  readonly #server: Server;
  readonly #address: string;
  readonly #logger: Logger;
  readonly #handler = Promise.withResolvers<MessageHandler>();
  readonly #sockets = new Set<Socket>();

  private constructor(address: string, logger: Logger) {
    this.#address = address;
    this.#logger = logger;
    // A sender ends its side with its message; the reply may take longer than that.
    this.#server = createServer({ allowHalfOpen: true }, (socket) => {
      void this.#serve(socket);
    });
    this.#server.maxConnections = maximumConnections;
    this.#server.unref();
  }

  /** The caller holds the profile's lock, so a socket that is there is a dead one's. */
  static async listen(address: string, logger: Logger): Promise<MessageServer> {
    const isPipe = process.platform === 'win32';
    if (!isPipe) await rm(address, { force: true });
    const server = new MessageServer(address, logger);
    await new Promise<void>((resolve, reject) => {
      server.#server.once('error', reject);
      server.#server.listen(address, resolve);
    });
    server.#server.on('error', (error) => logger.warn('A connection was not accepted', { error }));
    if (!isPipe) await chmod(address, 0o600);
    return server;
  }

  /** From now on `handler` answers, also what came before. */
  handle(handler: MessageHandler): void {
    this.#handler.resolve(handler);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#server.listening) return;
    // Closing the server removes its socket file.
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async #serve(socket: Socket): Promise<void> {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.setTimeout(idleTimeoutMs, () => socket.destroy());
    const message = await readMessage(socket);
    if (message === null) {
      writeLine(socket, { ok: false, error: { code: 'ipc.invalidInput' } });
      return;
    }
    socket.setTimeout(0); // we may still be starting; who asks knows how long it waits
    writeLine(socket, await this.#replyTo(message));
  }

  async #replyTo(message: ForwardedMessage): Promise<ForwardedReply> {
    try {
      const handler = await this.#handler.promise;
      return await handler(message);
    } catch (error) {
      this.#logger.error('A message of a second start was not answered', { error });
      return { ok: false, error: { code: 'app.internal' } };
    }
  }
}

async function readMessage(socket: Socket): Promise<ForwardedMessage | null> {
  try {
    return ForwardedMessage.parse(await readLine(socket));
  } catch {
    return null;
  }
}
