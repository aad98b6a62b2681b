import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { delay } from '../base/delay.ts';
import type { MonotonicClock } from '../base/MonotonicClock.ts';

/** How long a short answer may take to its end when the server ends. */
export const endingGraceMs = 1_000;

/** What goes on for as long as somebody listens, or as a large file takes; the client asks again. */
const longPath = /^\/(?:media|download|upload)\//;

/**
 * The answers a server is giving. When it ends, those to a page that is just being loaded come to their
 * end: a browser shows a piece that was cut off as an error, and does not ask again.
 */
export class OpenAnswers {
  readonly #short = new Set<ServerResponse>();
  readonly #long = new Set<ServerResponse>();
  #onNoneShort: () => void = () => undefined;

  constructor(server: Server) {
    server.on('request', ({ url = '' }: IncomingMessage, answer) => {
      const answers = longPath.test(url) ? this.#long : this.#short;
      answers.add(answer);
      answer.once('close', () => {
        answers.delete(answer);
        if (this.#short.size === 0) this.#onNoneShort();
      });
    });
  }

  /**
   * Cuts off the long answers, and settles when no short one is under way, at the latest after
   * `endingGraceMs`.
   */
  async end(clock: MonotonicClock): Promise<void> {
    for (const answer of this.#long) answer.destroy();
    if (this.#short.size === 0) return;
    const ended = new AbortController();
    this.#onNoneShort = () => ended.abort();
    await delay(clock, endingGraceMs, ended.signal);
  }
}
