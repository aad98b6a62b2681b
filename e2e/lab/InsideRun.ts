import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const endOfOutput = '\u0004';

/** A program that runs inside the guest. */
export class InsideRun implements AsyncDisposable {
  readonly #socket: Socket;
  readonly #end: () => Promise<void>;
  #exitCode: number | undefined;

  private constructor(socket: Socket, end: () => Promise<void>) {
    this.#socket = socket;
    this.#end = end;
  }

  /**
   * Connects to the port that what runs inside prints to; to be done before it starts.
   *
   * @param end ends it if need be, and cleans up
   */
  static async connect(socketPath: string, end: () => Promise<void>): Promise<InsideRun> {
    const socket = connect(socketPath);
    await once(socket, 'connect');
    return new InsideRun(socket, end);
  }

  /** What it prints, its errors among it, line by line until it ends. To be read once. */
  async *lines(): AsyncGenerator<string, void> {
    let text = '';
    for await (const chunk of this.#socket.setEncoding('utf8')) {
      text += String(chunk);
      const [printed = '', exitCode = ''] = text.split(endOfOutput);
      const lines = printed.split('\n');
      text = text.slice(printed.lastIndexOf('\n') + 1);
      const incomplete = lines.pop() ?? '';
      yield* lines;
      if (!exitCode.endsWith('\n')) continue;
      if (incomplete !== '') yield incomplete;
      this.#exitCode = Number(exitCode);
      return;
    }
    throw new Error('The guest ended while a program ran inside');
  }

  /** Reads to the end. */
  async finished(): Promise<{ readonly exitCode: number; readonly lines: readonly string[] }> {
    const lines: string[] = [];
    for await (const line of this.lines()) lines.push(line);
    return { exitCode: this.exitCode, lines };
  }

  /** 137 when it was killed for the time it took. @throws while it runs, or its lines were not read */
  get exitCode(): number {
    if (this.#exitCode === undefined) throw new Error('The program inside has not ended');
    return this.#exitCode;
  }

  get hasEnded(): boolean {
    return this.#exitCode !== undefined;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#end();
  }
}
