import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DesktopSession } from './DesktopSession.ts';

const patienceMs = 20_000;
/** Debian's own, which is the one its packages are for. */
const python = '/usr/bin/python3';
const script = join(import.meta.dirname, 'dragSource.py');

export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
}

/** Files in another program's window, dragged with the pointer of the desktop. */
export class FileDrag implements AsyncDisposable {
  readonly #environment: NodeJS.ProcessEnv;
  readonly #program: ChildProcess;
  readonly #from: ScreenPoint;
  #told = '';

  private constructor(environment: NodeJS.ProcessEnv, program: ChildProcess, from: ScreenPoint) {
    this.#environment = environment;
    this.#program = program;
    this.#from = from;
    program.stdout?.setEncoding('utf8').on('data', (text: string) => (this.#told += text));
  }

  /** Opens a window with `paths` whose upper left corner is at `corner`. */
  static async open(
    desktop: DesktopSession,
    corner: ScreenPoint,
    paths: readonly string[],
  ): Promise<FileDrag> {
    const env = { ...process.env, ...desktop.environment };
    const args = [script, String(corner.x), String(corner.y), ...paths];
    const program = spawn(python, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const drag = new FileDrag(env, program, { x: corner.x + 50, y: corner.y + 50 });
    await drag.#untilSaid('ready');
    return drag;
  }

  /** Takes hold of the files and carries them there. Resolves when they would be taken. */
  async carryTo({ x, y }: ScreenPoint): Promise<void> {
    await this.#moveTo(this.#from);
    await this.#run('mousedown', '1');
    const patience = AbortSignal.timeout(patienceMs);
    // A target answers to each step of the pointer with what it made of those before.
    for (let step = 0; !this.#told.includes('accepted'); step = (step + 1) % 10) {
      patience.throwIfAborted();
      await this.#moveTo({ x: x + step, y });
    }
  }

  /** Lets go of the files. @returns `dropped`, or `failed` when nobody took them */
  async drop(): Promise<string> {
    await this.#run('mouseup', '1');
    return await this.#untilSaid(/dropped|failed/);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#program.exitCode !== null) return;
    const ended = once(this.#program, 'exit');
    this.#program.kill();
    await ended;
  }

  async #moveTo({ x, y }: ScreenPoint): Promise<void> {
    await this.#run('mousemove', String(Math.round(x)), String(Math.round(y)));
  }

  async #run(...args: readonly string[]): Promise<void> {
    await promisify(execFile)('xdotool', args, { env: this.#environment, timeout: patienceMs });
  }

  async #untilSaid(word: string | RegExp): Promise<string> {
    const { stdout } = this.#program;
    if (stdout === null) throw new Error('The program cannot be heard');
    const signal = AbortSignal.timeout(patienceMs);
    for (;;) {
      const [said] = this.#told.match(word) ?? [];
      if (said !== undefined) return said;
      await once(stdout, 'data', { signal });
    }
  }
}
