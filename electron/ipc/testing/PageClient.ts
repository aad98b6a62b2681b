import type { Port } from '../../base/Port.ts';
import type { ClientId, ResumeToken } from '../../contract/ids.ts';
import { protocolVersion, ServerMessage } from '../../contract/messages.ts';

/** A page reduced to its messages: sends anything, and waits for what it is sent. */
export class PageClient {
  /** Everything that came, oldest first; each checked against the contract. */
  readonly received: ServerMessage[] = [];
  readonly #port: Port;
  readonly #waiting = new Set<() => void>();
  #callCount = 0;

  constructor(port: Port) {
    this.#port = port;
    port.messages.subscribe((message) => {
      this.received.push(ServerMessage.parse(message));
      for (const look of [...this.#waiting]) look();
    });
  }

  send(message: unknown): void {
    this.#port.send(message);
  }

  leave(): void {
    this.#port[Symbol.dispose]();
  }

  /** The first message so far, or to come, for which `matches` gives a value. */
  waitFor<Value>(matches: (message: ServerMessage) => Value | undefined): Promise<Value> {
    return new Promise((resolve) => {
      const look = () => {
        for (const message of this.received) {
          const value = matches(message);
          if (value === undefined) continue;
          this.#waiting.delete(look);
          resolve(value);
          return;
        }
      };
      this.#waiting.add(look);
      look();
    });
  }

  async hello(resumeToken?: ResumeToken): Promise<this> {
    this.send({ kind: 'hello', protocolVersion, resumeToken });
    await this.clientId();
    return this;
  }

  /** Who main says this page is. */
  clientId(): Promise<ClientId> {
    return this.waitFor((message) => (message.kind === 'welcome' ? message.clientId : undefined));
  }

  /** With which it is this client again. */
  resumeToken(): Promise<ResumeToken> {
    return this.waitFor((message) =>
      message.kind === 'welcome' ? message.resumeToken : undefined,
    );
  }

  newCallId(): string {
    return `call${++this.#callCount}`;
  }

  /** Sends a call as it is told and gives the reply. */
  invoke(name: string, input: unknown, callId: string = this.newCallId()) {
    this.send({ kind: 'invoke', callId, name, input });
    return this.replyTo(callId);
  }

  replyTo(callId: string) {
    return this.waitFor((message) =>
      message.kind === 'reply' && message.callId === callId ? message.result : undefined,
    );
  }

  /** Resolves when everything sent so far has been handled. */
  async settled(): Promise<void> {
    const pingId = ++this.#callCount;
    this.send({ kind: 'ping', pingId });
    await this.waitFor((message) =>
      message.kind === 'pong' && message.pingId === pingId ? message : undefined,
    );
  }

  topicsOf(name: string) {
    return this.received.filter((message) => message.kind === 'topic' && message.name === name);
  }
}
