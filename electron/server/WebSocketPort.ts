import type { RawData, WebSocket } from 'ws';
import { Emitter } from '../base/Emitter.ts';
import type { MonotonicClock, Timer } from '../base/MonotonicClock.ts';
import type { Port } from '../base/Port.ts';

/** Messages above this size end the connection (close code 1009). */
export const maximumMessageBytes = 1 << 20;
/** A page that does not answer a ping within this time is gone. */
export const livenessIntervalMs = 20_000;
/** A page with this much waiting does not read any more; holding on would only fill the memory. */
export const maximumUnreadBytes = 16 << 20;

/** Close codes of RFC 6455. */
const normalClosure = 1000;
const goingAway = 1001;
const unsupportedData = 1003;
const invalidPayload = 1007;

/** One page's connection over a WebSocket, messages as JSON texts. What is no JSON text ends it. */
export class WebSocketPort implements Port {
  readonly messages = new Emitter<unknown>();
  readonly closed = new Emitter<void>();
  readonly #socket: WebSocket;
  readonly #clock: MonotonicClock;
  #answered = true;
  #isClosed = false;
  #brokeOff = false;
  #livenessTimer: Timer | undefined;

  constructor(socket: WebSocket, clock: MonotonicClock) {
    this.#socket = socket;
    this.#clock = clock;
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    socket.on('pong', () => {
      this.#answered = true;
    });
    // A browser says so when a page is closed or loaded anew; anything else happened to it.
    socket.on('close', (code) => this.#close(code !== normalClosure && code !== goingAway));
    // Every error is followed by `close`, which is what counts.
    socket.on('error', () => undefined);
    this.#checkLiveness();
  }

  get brokeOff(): boolean {
    return this.#brokeOff;
  }

  get bufferedBytes(): number {
    return this.#socket.bufferedAmount;
  }

  send(message: unknown): void {
    if (this.#isClosed) return;
    if (this.bufferedBytes > maximumUnreadBytes) this.#socket.terminate();
    else this.#socket.send(JSON.stringify(message));
  }

  [Symbol.dispose](): void {
    this.#socket.close(goingAway);
    this.#close(true);
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (this.#isClosed) return;
    if (isBinary || !Buffer.isBuffer(data)) {
      this.#socket.close(unsupportedData);
      return;
    }
    let message: unknown;
    try {
      message = JSON.parse(data.toString('utf8'));
    } catch {
      this.#socket.close(invalidPayload);
      return;
    }
    this.messages.emit(message);
  }

  #checkLiveness(): void {
    if (!this.#answered) {
      this.#socket.terminate();
      return;
    }
    this.#answered = false;
    this.#socket.ping();
    this.#livenessTimer = this.#clock.setTimer(livenessIntervalMs, () => this.#checkLiveness());
  }

  #close(brokeOff: boolean): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#brokeOff = brokeOff;
    this.#livenessTimer?.[Symbol.dispose]();
    this.closed.emit();
  }
}
