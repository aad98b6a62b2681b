import type { ClientMessage } from '../../electron/contract/messages.ts';
import type { PageClock } from './PageClock.ts';
import type { PagePort, PagePortEvent } from './PagePort.ts';

/** The close code with which main says that this browser has to sign in. */
export const signInNeededCode = 4401;

const firstDelayMs = 250;
const maximumDelayMs = 10_000;

export interface WebSocketPortOptions {
  /** `ws:` or `wss:` */
  readonly url: string;
  readonly clock: PageClock;
  /** Tells when a lost connection may be back: the network is, or somebody looks at the page. */
  readonly subscribeWakeUps: (listener: () => void) => void;
  /** 0 ≤ value < 1; spreads the tries of several pages. */
  readonly random?: () => number;
  readonly WebSocket?: new (url: string) => WebSocket;
}

/**
 * Messages as JSON over a WebSocket that connects again by itself: sooner at first, then every ten
 * seconds, and at once when there is a sign that it would succeed.
 */
export class WebSocketPort implements PagePort {
  readonly #options: WebSocketPortOptions;
  #listener: (event: PagePortEvent) => void = () => undefined;
  #socket: WebSocket | undefined;
  #failureCount = 0;
  #refused = false;
  #stopWaiting: (() => void) | undefined;

  constructor(options: WebSocketPortOptions) {
    this.#options = options;
  }

  start(listener: (event: PagePortEvent) => void): void {
    this.#listener = listener;
    this.#options.subscribeWakeUps(() => {
      if (this.#stopWaiting !== undefined) this.#connect();
    });
    this.#connect();
  }

  send(message: ClientMessage): void {
    const socket = this.#socket;
    if (socket?.readyState === socket?.OPEN) socket?.send(JSON.stringify(message));
  }

  reconnect(): void {
    if (this.#refused) return;
    const hadSocket = this.#socket !== undefined;
    this.#forgetSocket();
    if (hadSocket) this.#listener({ kind: 'lost' });
    this.#connect();
  }

  #connect(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = undefined;
    const { url, WebSocket = globalThis.WebSocket } = this.#options;
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.onopen = () => {
      this.#failureCount = 0;
      this.#listener({ kind: 'opened' });
    };
    socket.onmessage = ({ data }) => this.#receive(data);
    socket.onclose = ({ code }) => this.#closed(code);
  }

  #receive(data: unknown): void {
    if (typeof data !== 'string') return;
    let message: unknown;
    try {
      message = JSON.parse(data);
    } catch {
      return;
    }
    this.#listener({ kind: 'message', message });
  }

  #closed(code: number): void {
    this.#forgetSocket();
    if (code === signInNeededCode) {
      this.#refused = true;
      this.#listener({ kind: 'refused' });
      return;
    }
    this.#listener({ kind: 'lost' });
    const { clock, random = Math.random } = this.#options;
    const delayMs = Math.min(firstDelayMs * 2 ** this.#failureCount, maximumDelayMs);
    this.#failureCount += 1;
    this.#stopWaiting = clock.setTimer(delayMs * (0.5 + random() / 2), () => this.#connect());
  }

  /** A socket that was given up says nothing more, however late it closes. */
  #forgetSocket(): void {
    const socket = this.#socket;
    if (socket === undefined) return;
    this.#socket = undefined;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }
}
