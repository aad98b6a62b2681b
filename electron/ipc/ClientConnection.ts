import * as z from 'zod/mini';
import type { Logger } from '../base/Logger.ts';
import type { MonotonicClock } from '../base/MonotonicClock.ts';
import type { Port } from '../base/Port.ts';
import { CallId, type ClientId, type LeaseId, type ResumeToken } from '../contract/ids.ts';
import {
  ClientMessage,
  protocolVersion,
  type Outcome,
  type ServerMessage,
} from '../contract/messages.ts';
import type { SinkOrder } from '../contract/sink.ts';
import { topicNames, type TopicName } from '../contract/topics.ts';
import type { CommandTable } from './CommandTable.ts';
import type { Publisher, TopicClient } from './Publisher.ts';
import type { SinkClient, SinkService } from './services.ts';

/** A client that says nothing sensible for this long after connecting is let go. */
export const helloTimeoutMs = 10_000;
/** Calls one client may have running; more are refused with `ipc.tooManyCalls`. */
export const maximumConcurrentCalls = 64;
/** Malformed messages beyond this many are dropped without a line in the log. */
const maximumLoggedFaults = 10;

export interface ClientConnectionOptions {
  readonly clientId: ClientId;
  /** For the page alone, with which it is this client again. */
  readonly resumeToken: ResumeToken;
  /** Who the page was that had this token, and from then on is nobody else; `null` when it is too late. */
  readonly resume: (token: ResumeToken) => ClientId | null;
  readonly port: Port;
  readonly commands: CommandTable;
  readonly publisher: Publisher;
  readonly sink: SinkService;
  readonly logger: Logger;
  readonly clock: MonotonicClock;
}

interface RunningCall {
  readonly controller: AbortController;
  /** A long call is an activity any page can watch and cancel: it goes on without the page that began it. */
  readonly outlivesClient: boolean;
}

/**
 * One connected page. What arrives is untrusted: a message that does not fit the contract is answered
 * with `ipc.invalidInput` when it names a call to answer, and dropped otherwise. Each `callId` gets
 * one reply. Until a `hello` of the same protocol version nothing is served.
 */
export class ClientConnection implements SinkClient, TopicClient {
  readonly resumeToken: ResumeToken;
  readonly #port: Port;
  readonly #commands: CommandTable;
  readonly #publisher: Publisher;
  readonly #sink: SinkService;
  readonly #parentLogger: Logger;
  readonly #calls = new Map<CallId, RunningCall>();
  readonly #subscription: Disposable;
  readonly #helloTimer: Disposable;
  readonly #resume: ClientConnectionOptions['resume'];
  #clientId: ClientId;
  #logger: Logger;
  #welcomed = false;
  #faultCount = 0;

  constructor(options: ClientConnectionOptions) {
    this.resumeToken = options.resumeToken;
    this.#clientId = options.clientId;
    this.#resume = options.resume;
    this.#port = options.port;
    this.#commands = options.commands;
    this.#publisher = options.publisher;
    this.#sink = options.sink;
    this.#parentLogger = options.logger;
    this.#logger = options.logger.child({ clientId: options.clientId });
    this.#subscription = this.#port.messages.subscribe((message) => this.#receive(message));
    this.#helloTimer = options.clock.setTimer(helloTimeoutMs, () => this.#port[Symbol.dispose]());
  }

  /** Stays once the page was welcomed. */
  get clientId(): ClientId {
    return this.#clientId;
  }

  get bufferedBytes(): number {
    return this.#port.bufferedBytes;
  }

  send(message: ServerMessage): void {
    this.#port.send(message);
  }

  sendOrder(leaseId: LeaseId, order: SinkOrder): void {
    this.send({ kind: 'order', leaseId, order });
  }

  /** The page is gone: short calls end, activities go on. */
  leave(): void {
    this.#stopListening();
    for (const call of this.#calls.values()) {
      if (!call.outlivesClient) call.controller.abort();
    }
  }

  /** Main ends: every call is cancelled and the page told. */
  close(): void {
    this.#stopListening();
    for (const call of this.#calls.values()) call.controller.abort();
    this.disconnect();
  }

  /** Closes the port; what follows is the same as when the page had. */
  disconnect(): void {
    this.#port[Symbol.dispose]();
  }

  #stopListening(): void {
    this.#subscription[Symbol.dispose]();
    this.#helloTimer[Symbol.dispose]();
  }

  #receive(received: unknown): void {
    const parsed = ClientMessage.safeParse(received);
    if (!parsed.success) this.#refuseMalformed(received);
    else if (parsed.data.kind === 'hello') this.#greet(parsed.data);
    else if (this.#welcomed) this.#serve(parsed.data);
    else if (parsed.data.kind === 'invoke') {
      this.#reply(parsed.data.callId, { ok: false, error: { code: 'ipc.notAllowed' } });
    }
  }

  #greet(hello: Extract<ClientMessage, { kind: 'hello' }>): void {
    const { protocolVersion: pageVersion, resumeToken } = hello;
    const isFirst = !this.#welcomed;
    this.#welcomed = pageVersion === protocolVersion;
    if (this.#welcomed) this.#helloTimer[Symbol.dispose]();
    else this.#logger.warn('A page of another version was refused', { pageVersion });
    if (isFirst && this.#welcomed && resumeToken !== undefined) this.#becomeAgain(resumeToken);
    const { clientId } = this;
    this.send({ kind: 'welcome', clientId, protocolVersion, resumeToken: this.resumeToken });
  }

  #becomeAgain(token: ResumeToken): void {
    const clientId = this.#resume(token);
    if (clientId === null) return;
    this.#clientId = clientId;
    this.#logger = this.#parentLogger.child({ clientId });
  }

  #serve(message: Exclude<ClientMessage, { kind: 'hello' }>): void {
    switch (message.kind) {
      case 'invoke':
        void this.#invoke(message.callId, message.name, message.input);
        break;
      case 'cancel':
        this.#calls.get(message.callId)?.controller.abort();
        break;
      case 'subscribe':
        this.#publisher.subscribe(this, message.topics.filter(isTopicName));
        break;
      case 'fact':
        this.#sink.acceptFact(this.clientId, message.leaseId, message.fact);
        break;
      case 'ping':
        this.send({ kind: 'pong', pingId: message.pingId });
        break;
    }
  }

  async #invoke(callId: CallId, name: string, input: unknown): Promise<void> {
    if (this.#calls.has(callId)) return;
    if (this.#calls.size >= maximumConcurrentCalls) {
      this.#reply(callId, { ok: false, error: { code: 'ipc.tooManyCalls' } });
      return;
    }
    const checked = this.#commands.check(name, input);
    if (!checked.ok) {
      this.#reply(callId, checked);
      return;
    }
    const { run, outlivesClient } = checked.value;
    const controller = new AbortController();
    this.#calls.set(callId, { controller, outlivesClient });
    const result = await run({ client: this, signal: controller.signal });
    this.#calls.delete(callId);
    this.#reply(callId, result);
  }

  #refuseMalformed(received: unknown): void {
    this.#faultCount += 1;
    if (this.#faultCount <= maximumLoggedFaults) this.#logger.warn('A malformed message arrived');
    const callId = callIdOf(received);
    if (callId === undefined || this.#calls.has(callId)) return;
    this.#reply(callId, { ok: false, error: { code: 'ipc.invalidInput' } });
  }

  #reply(callId: CallId, result: Outcome<unknown>): void {
    this.send({ kind: 'reply', callId, result });
  }
}

const MessageWithCall = z.object({ callId: CallId });

function callIdOf(message: unknown): CallId | undefined {
  const parsed = MessageWithCall.safeParse(message);
  return parsed.success ? parsed.data.callId : undefined;
}

function isTopicName(name: string): name is TopicName {
  return (topicNames as readonly string[]).includes(name);
}
