import type { ClientMessage } from '../../electron/contract/messages.ts';
import type { PreloadApi } from '../../electron/contract/preload.ts';
import type { PageClock } from './PageClock.ts';
import type { PagePort, PagePortEvent } from './PagePort.ts';

/** Main closed the connection; a program that ends is not asked again and again. */
const reconnectDelayMs = 1_000;

/** Messages over the desktop host's preload, lost only when main closes the connection. */
export class PreloadPort implements PagePort {
  readonly #preload: PreloadApi<File>;
  readonly #clock: PageClock;
  #stopWaiting: (() => void) | undefined;
  #listener: (event: PagePortEvent) => void = () => undefined;

  constructor(preload: PreloadApi<File>, clock: PageClock) {
    this.#preload = preload;
    this.#clock = clock;
  }

  start(listener: (event: PagePortEvent) => void): void {
    this.#listener = listener;
    this.#preload.onMessage((message) => this.#listener({ kind: 'message', message }));
    this.#preload.onClosed(() => this.#closed());
    this.#connect();
  }

  send(message: ClientMessage): void {
    this.#preload.send(message);
  }

  reconnect(): void {
    if (this.#stopWaiting === undefined) this.#listener({ kind: 'lost' });
    this.#connect();
  }

  #closed(): void {
    if (this.#stopWaiting !== undefined) return;
    this.#listener({ kind: 'lost' });
    this.#stopWaiting = this.#clock.setTimer(reconnectDelayMs, () => this.#connect());
  }

  #connect(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = undefined;
    this.#preload.connect();
    this.#listener({ kind: 'opened' });
  }
}
