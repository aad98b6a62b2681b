import { randomUUID } from 'node:crypto';
import { Emitter, type EventSource } from '../base/Emitter.ts';
import type { Logger } from '../base/Logger.ts';
import type { MonotonicClock, Timer } from '../base/MonotonicClock.ts';
import type { Port } from '../base/Port.ts';
import { ClientId, ResumeToken } from '../contract/ids.ts';
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

/** A page whose connection broke is the same one again when it is back within this time. */
export const returnTimeMs = 30_000;

/** A page that may come back, until its timer. */
interface AbsentPage {
  readonly resumeToken: ResumeToken;
  readonly timer: Timer;
}

/** Where pages are connected to the commands and topics of main, whatever carries their messages. */
export class Router implements Disposable {
  readonly #options: RouterOptions;
  readonly #commands: CommandTable;
  readonly #clients = new Set<ClientConnection>();
  readonly #clientGone = new Emitter<ClientId>();
  readonly #absent = new Map<ClientId, AbsentPage>();
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
      resumeToken: ResumeToken.parse(randomUUID()),
      resume: (token) => this.#resume(token),
      port,
      commands,
      publisher,
      sink,
      logger,
      clock,
    });
    this.#clients.add(client);
    logger.debug('A page connected', { clientId });
    port.closed.subscribe(() => this.#forget(client, port.brokeOff));
  }

  /**
   * Told once for every page that was connected: when it has left, or its connection broke and it has
   * not come back in time.
   */
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
    for (const clientId of [...this.#absent.keys()]) this.#giveUp(clientId);
  }

  #forget(client: ClientConnection, mayReturn: boolean): void {
    if (!this.#clients.delete(client)) return;
    const { publisher, sink, clock } = this.#options;
    const { clientId, resumeToken } = client;
    publisher.remove(client);
    client.leave();
    // What sounds must not wait for it.
    sink.clientGone(clientId);
    const timer = clock.setTimer(returnTimeMs, () => this.#giveUp(clientId));
    this.#absent.set(clientId, { resumeToken, timer });
    if (!mayReturn || this.#disposed) this.#giveUp(clientId);
  }

  #giveUp(clientId: ClientId): void {
    this.#takeAbsent(clientId);
    this.#clientGone.emit(clientId);
    this.#options.logger.debug('A page is gone', { clientId });
  }

  /** A page often knows sooner than main that its connection broke. */
  #resume(token: ResumeToken): ClientId | null {
    for (const client of this.#clients) if (client.resumeToken === token) client.disconnect();
    for (const [clientId, page] of this.#absent) {
      if (page.resumeToken !== token) continue;
      this.#takeAbsent(clientId);
      return clientId;
    }
    return null;
  }

  #takeAbsent(clientId: ClientId): void {
    this.#absent.get(clientId)?.timer[Symbol.dispose]();
    this.#absent.delete(clientId);
  }
}
