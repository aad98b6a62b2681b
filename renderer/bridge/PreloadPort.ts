import type { ClientMessage } from '../../electron/contract/messages.ts';
import type { PreloadApi } from '../../electron/contract/preload.ts';
import type { PagePort, PagePortEvent } from './PagePort.ts';

/** Messages over the desktop host's preload; never lost while the window lives. */
export class PreloadPort implements PagePort {
  readonly #preload: PreloadApi<File>;
  #listener: (event: PagePortEvent) => void = () => undefined;

  constructor(preload: PreloadApi<File>) {
    this.#preload = preload;
  }

  start(listener: (event: PagePortEvent) => void): void {
    this.#listener = listener;
    this.#preload.onMessage((message) => this.#listener({ kind: 'message', message }));
    this.#connect();
  }

  send(message: ClientMessage): void {
    this.#preload.send(message);
  }

  reconnect(): void {
    this.#listener({ kind: 'lost' });
    this.#connect();
  }

  #connect(): void {
    this.#preload.connect();
    this.#listener({ kind: 'opened' });
  }
}
