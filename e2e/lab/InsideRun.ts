import { EventEmitter, once } from 'node:events';
import { connect, type Socket } from 'node:net';

const endOfOutput = '\u0004';

/** A program that runs inside the guest, and what it printed so far. */
export class InsideRun implements AsyncDisposable {
  readonly #end: () => Promise<void>;
  readonly #printed: string[] = [];
  readonly #heard = new EventEmitter();
  #unfinished = '';
  #exitCode: number | null = null;
  #hasHungUp = false;

  private constructor(socket: Socket, end: () => Promise<void>) {
    this.#end = end;
    socket.setEncoding('utf8').on('data', (text: string) => {
      this.#hear(text);
      if (this.hasEnded) socket.destroy();
    });
    socket.on('close', () => {
      this.#hasHungUp = true;
      this.#heard.emit('more');
    });
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

  /** What it prints, its errors among it, from its first line until it ends. */
  async *lines(): AsyncGenerator<string, void> {
    for (let count = 0; ; count += 1) {
      while (count === this.#printed.length) {
        if (this.hasEnded) return;
        if (this.#hasHungUp) throw new Error('The guest ended while a program ran inside');
        await once(this.#heard, 'more');
      }
      yield this.#printed[count] ?? '';
    }
  }

  /** Resolves when it has ended, with all it printed. The exit code is 137 when its time was up. */
  async finished(): Promise<{ readonly exitCode: number; readonly lines: readonly string[] }> {
    const lines: string[] = [];
    for await (const line of this.lines()) lines.push(line);
    return { exitCode: this.#exitCode ?? Number.NaN, lines };
  }

  get hasEnded(): boolean {
    return this.#exitCode !== null;
  }

  /** Ends it, and gives the devices back to USB/IP. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.#end();
  }

  #hear(text: string): void {
    const lines = `${this.#unfinished}${text}`.split('\n');
    this.#unfinished = lines.pop() ?? '';
    for (const line of lines) {
      const [printed = '', exitCode] = line.split(endOfOutput);
      if (exitCode === undefined || printed !== '') this.#printed.push(printed);
      if (exitCode !== undefined) this.#exitCode = Number(exitCode);
    }
    this.#heard.emit('more');
  }
}
