import type { Port } from '../../electron/base/Port.ts';
import type { Router } from '../../electron/ipc/Router.ts';
import { createPortPair } from '../../electron/ipc/testing/createPortPair.ts';
import type { ClientMessage } from '../../electron/contract/messages.ts';
import type { PagePort, PagePortEvent } from '../../renderer/bridge/PagePort.ts';

/** Connects a page's bridge to a real router, every message a structured clone. */
export class RouterPagePort implements PagePort {
  readonly #router: Router;
  #listener: (event: PagePortEvent) => void = () => undefined;
  #port: Port | undefined;

  constructor(router: Router) {
    this.#router = router;
  }

  start(listener: (event: PagePortEvent) => void): void {
    this.#listener = listener;
    this.#connect();
  }

  send(message: ClientMessage): void {
    this.#port?.send(message);
  }

  reconnect(): void {
    this.drop();
    this.#connect();
  }

  /** The connection breaks. */
  drop(): void {
    const port = this.#port;
    this.#port = undefined;
    port?.[Symbol.dispose]();
    this.#listener({ kind: 'lost' });
  }

  #connect(): void {
    const { server, page } = createPortPair();
    this.#router.connect(server);
    this.#port = page;
    page.messages.subscribe((message) => {
      if (this.#port === page) this.#listener({ kind: 'message', message });
    });
    this.#listener({ kind: 'opened' });
  }
}
