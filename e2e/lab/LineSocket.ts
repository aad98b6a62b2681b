import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A connection to a Unix socket that carries lines in both directions. */
export class LineSocket implements Disposable {
  readonly #socket: Socket;
  readonly #path: string;
  readonly #lines: AsyncGenerator<string, void>;

  private constructor(socket: Socket, path: string) {
    this.#socket = socket;
    this.#path = path;
    this.#lines = linesOf(socket);
  }

  /** @throws where nobody listens */
  static async connect(path: string): Promise<LineSocket> {
    const socket = connect(path);
    await once(socket, 'connect');
    return new LineSocket(socket, path);
  }

  /** Waits until somebody listens. @throws when that takes longer than `patienceMs` */
  static async connectWhenOpen(path: string, patienceMs: number): Promise<LineSocket> {
    const tooLateMs = performance.now() + patienceMs;
    for (;;) {
      try {
        return await LineSocket.connect(path);
      } catch (error) {
        if (performance.now() > tooLateMs) throw error;
        await pause(20);
      }
    }
  }

  write(line: string): void {
    this.#socket.write(`${line}\n`);
  }

  /** The next line. @throws when the other side hung up, or said nothing for `patienceMs` */
  async read(patienceMs: number): Promise<string> {
    const line = await this.#next(patienceMs);
    if (line === null) throw new Error(`${this.#path} hung up`);
    return line;
  }

  /** Resolves when the other side has hung up. @throws when it says nothing for `patienceMs` instead */
  async hungUp(patienceMs: number): Promise<void> {
    while ((await this.#next(patienceMs)) !== null);
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }

  async #next(patienceMs: number): Promise<string | null> {
    const silence = new Error(`${this.#path} said nothing for ${patienceMs} ms`);
    const timer = setTimeout(() => this.#socket.destroy(silence), patienceMs);
    try {
      const next = await this.#lines.next();
      return next.done === true ? null : next.value;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ECONNRESET') return null;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}

async function* linesOf(socket: Socket): AsyncGenerator<string, void> {
  let text = '';
  for await (const chunk of socket.setEncoding('utf8')) {
    const lines = `${text}${String(chunk)}`.split('\n');
    text = lines.pop() ?? '';
    yield* lines;
  }
}
