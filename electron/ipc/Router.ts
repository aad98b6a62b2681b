import { randomUUID } from 'node:crypto';
import { Emitter, type EventSource } from '../base/Emitter.ts';
import type { Logger } from '../base/Logger.ts';
import type { MonotonicClock } from '../base/MonotonicClock.ts';
import type { Port } from '../base/Port.ts';
import { ClientId } from '../contract/ids.ts';
import { ClientConnection } from './ClientConnection.ts';
import type { CommandHandlers } from './CommandHandler.ts';
import { CommandTable } from './CommandTable.ts';
import type { Publisher } from './Publisher.ts';
import type { SinkService } from './services.ts';

export interface RouterOptions {
  /** Together one handler for each command of the contract; see `createHandlers`. */
  readonly handlers: readonly Partial<CommandHandlers>[];
  readonly publisher: Publisher;
  /** Hears the facts of pages, and that they are gone. */
  readonly sink: SinkService;
  readonly logger: Logger;
  readonly clock: MonotonicClock;
  /** Check what handlers answer, too: on in tests and development. */
  readonly validateOutputs: boolean;
}

/** Where pages are connected to the commands and topics of main, whatever carries their messages. */
export class Router implements Disposable {
  readonly #options: RouterOptions;
  readonly #commands: CommandTable;
  readonly #clients = new Set<ClientConnection>();
  readonly #clientGone = new Emitter<ClientId>();
  #disposed = false;

  /** @throws when a command has no handler or two */
  constructor(options: RouterOptions) {
    this.#options = options;
    this.#commands = new CommandTable(options);
  }

  /** Serves the page behind `port` until either side closes it. */
  connect(port: Port): void {
    if (this.#disposed) {
      port[Symbol.dispose]();
      return;
    }
    const { publisher, sink, logger, clock } = this.#options;
    const clientId = ClientId.parse(randomUUID());
    const commands = this.#commands;
    const client = new ClientConnection({
      clientId,
      port,
      commands,
      publisher,
      sink,
      logger,
      clock,
    });
    this.#clients.add(client);
    logger.debug('A page connected', { clientId });
    port.closed.subscribe(() => this.#forget(client));
  }

  /** Told once for every page that was connected. */
  get clientGone(): EventSource<ClientId> {
    return this.#clientGone;
  }

  get clientCount(): number {
    return this.#clients.size;
  }

  /** Cancels every call and closes every port; later ones are closed at once. */
  [Symbol.dispose](): void {
    this.#disposed = true;
    for (const client of [...this.#clients]) client.close();
  }

  #forget(client: ClientConnection): void {
    if (!this.#clients.delete(client)) return;
    const { publisher, sink, logger } = this.#options;
    publisher.remove(client);
    client.leave();
    sink.clientGone(client.clientId);
    this.#clientGone.emit(client.clientId);
    logger.debug('A page is gone', { clientId: client.clientId });
  }
}
