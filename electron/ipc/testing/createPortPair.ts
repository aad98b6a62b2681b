import { Emitter } from '../../base/Emitter.ts';
import type { Port } from '../../base/Port.ts';

/** Two ends of one connection. */
export interface PortPair {
  /** Main's end, for `Router.connect`. */
  readonly server: Port;
  /** The page's end. */
  readonly page: Port;
}

export interface MemoryPortPair extends PortPair {
  readonly server: Port & { brokeOff: boolean; breakOff(): void };
}

/** The most direct transport there is: what one end sends reaches the other as a structured clone. */
export function createPortPair(): MemoryPortPair {
  const server = new MemoryPort();
  const page = new MemoryPort();
  server.peer = page;
  page.peer = server;
  return { server, page };
}

class MemoryPort implements Port {
  readonly messages = new Emitter<unknown>();
  readonly closed = new Emitter<void>();
  readonly bufferedBytes = 0;
  brokeOff = false;
  peer: MemoryPort | undefined;
  #open = true;

  send(message: unknown): void {
    if (!this.#open) return;
    const clone: unknown = structuredClone(message);
    queueMicrotask(() => this.peer?.messages.emit(clone));
  }

  [Symbol.dispose](): void {
    if (!this.#open) return;
    this.#open = false;
    const { peer } = this;
    queueMicrotask(() => peer?.[Symbol.dispose]());
    this.closed.emit();
  }

  /** As when the network fails: this end learns of it, the other may not. */
  breakOff(): void {
    this.#open = false;
    this.brokeOff = true;
    this.closed.emit();
  }
}
