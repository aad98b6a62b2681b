import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/**
 * A module that runs in a process of its own under this Node, for tests of what survives `kill -9`.
 * It tells how far it is by lines on its output.
 */
export class ChildModule implements AsyncDisposable {
  readonly #process: ChildProcessByStdio<null, Readable, null>;
  readonly #lines: AsyncIterator<string>;

  constructor(module: URL, ...args: readonly string[]) {
    this.#process = spawn(process.execPath, [fileURLToPath(module), ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#lines = createInterface(this.#process.stdout)[Symbol.asyncIterator]();
  }

  /** The next line of its output; rejects when it ended without one. */
  async nextLine(): Promise<string> {
    const next = await this.#lines.next();
    if (next.done === true) throw new Error('The child process ended');
    return next.value;
  }

  /** It stands still, and its connections stay open. Not on Windows. */
  stop(): void {
    this.#process.kill('SIGSTOP');
  }

  /** After `stop`. */
  goOn(): void {
    this.#process.kill('SIGCONT');
  }

  /** `kill -9`; settles when the process is gone. */
  async kill(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await gone;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill();
  }
}
