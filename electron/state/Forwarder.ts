import { createConnection, type Socket } from 'node:net';
import type { MonotonicClock } from '../base/MonotonicClock.ts';
import { ForwardedReply, type ForwardedMessage } from './ForwardedMessage.ts';
import { readLine, writeLine } from './socketLine.ts';

/** How long the other program may take for its answer; it opens what it is given afterwards. */
export const replyPatienceMs = 20_000;

/** A start that found the profile in use, with a line to the program that uses it. */
export class Forwarder implements Disposable {
  readonly kind = 'forwarder';
  readonly #socket: Socket;
  readonly #clock: MonotonicClock;

  private constructor(socket: Socket, clock: MonotonicClock) {
    this.#socket = socket;
    this.#clock = clock;
  }

  /** `null` when nobody listens at `address`. */
  static connect(address: string, clock: MonotonicClock): Promise<Forwarder | null> {
    return new Promise((resolve) => {
      const socket = createConnection(address);
      socket.once('connect', () => resolve(new Forwarder(socket, clock)));
      socket.on('error', () => resolve(null));
    });
  }

  /**
   * Sends the one message of this start. `ipc.disconnected` when the other program ended meanwhile,
   * `profile.notAnswering` when it is there and says nothing, as one that was stopped does.
   */
  async send(message: ForwardedMessage): Promise<ForwardedReply> {
    const overdue = new AbortController();
    using _patience = this.#clock.setTimer(replyPatienceMs, () => {
      overdue.abort();
      this.#socket.destroy();
    });
    try {
      writeLine(this.#socket, message);
      return ForwardedReply.parse(await readLine(this.#socket));
    } catch {
      return {
        ok: false,
        error: { code: overdue.signal.aborted ? 'profile.notAnswering' : 'ipc.disconnected' },
      };
    } finally {
      this[Symbol.dispose]();
    }
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }
}
