import type { EventSource } from './Emitter.ts';

/**
 * One connection to one page, whatever carries it (Electron's IPC, a WebSocket, an in-memory pair in
 * tests). Messages are structured-cloneable or JSON values; what arrives is untrusted.
 */
export interface Port extends Disposable {
  /** Sends one message; silently dropped once the port is closed. */
  send(message: unknown): void;
  readonly messages: EventSource<unknown>;
  /** Told once, when either side has closed. */
  readonly closed: EventSource<void>;
  /** Did the connection break, so that the page may come back? Known once it has closed. */
  readonly brokeOff: boolean;
  /** Bytes accepted by `send` and not yet handed to the transport; for back-pressure of fast topics. */
  readonly bufferedBytes: number;
  [Symbol.dispose](): void;
}
