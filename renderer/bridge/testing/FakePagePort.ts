import { ClientId, ResumeToken } from '../../../electron/contract/ids.ts';
import {
  ClientMessage,
  protocolVersion,
  type ServerMessage,
} from '../../../electron/contract/messages.ts';
import type { PagePort, PagePortEvent } from '../PagePort.ts';

/** A port whose other end is the test. */
export class FakePagePort implements PagePort {
  /** What the page sent, each checked against the contract. */
  readonly sent: ClientMessage[] = [];
  reconnectCount = 0;
  #openCount = 0;
  #listener: (event: PagePortEvent) => void = () => undefined;

  start(listener: (event: PagePortEvent) => void): void {
    this.#listener = listener;
  }

  send(message: ClientMessage): void {
    this.sent.push(ClientMessage.parse(message));
  }

  reconnect(): void {
    this.reconnectCount += 1;
    this.tell({ kind: 'lost' });
  }

  tell(event: PagePortEvent): void {
    this.#listener(event);
  }

  receive(message: ServerMessage | Readonly<Record<string, unknown>>): void {
    this.tell({ kind: 'message', message });
  }

  /** Opens the connection and greets the page as `client1`, with `token1`, `token2` … */
  open(): void {
    this.#openCount += 1;
    this.tell({ kind: 'opened' });
    this.receive({
      kind: 'welcome',
      clientId: ClientId.parse('client1'),
      protocolVersion,
      resumeToken: ResumeToken.parse(`token${this.#openCount}`),
    });
  }

  sentOf<Kind extends ClientMessage['kind']>(kind: Kind) {
    return this.sent.filter(
      (message): message is Extract<ClientMessage, { kind: Kind }> => message.kind === kind,
    );
  }
}
