import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

const screen = { width: 1600, height: 1000 } as const;
const patienceMs = 20_000;

/** A desktop that nobody sees: a screen, a window manager and a message bus of its own. */
export class DesktopSession implements AsyncDisposable {
  /** What a program that is to run there has in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly #processes: readonly ChildProcess[];

  private constructor(
    environment: Readonly<Record<string, string>>,
    processes: readonly ChildProcess[],
  ) {
    this.environment = environment;
    this.#processes = processes;
  }

  static async start(): Promise<DesktopSession> {
    const { width, height } = screen;
    const size = ['-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp'];
    const server = spawn('Xvfb', ['-displayfd', '1', ...size], telling);
    const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], telling);
    const [display, address] = await Promise.all([firstLine(server), firstLine(bus)]);
    const environment = { DISPLAY: `:${display}`, DBUS_SESSION_BUS_ADDRESS: address };
    const env = { ...process.env, ...environment };
    const manager = spawn('openbox', ['--sm-disable'], { env, stdio: 'ignore' });
    return new DesktopSession(environment, [manager, bus, server]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const each of this.#processes) {
      if (each.exitCode !== null || each.signalCode !== null) continue;
      const ended = once(each, 'exit');
      each.kill();
      await ended;
    }
  }
}

const telling = { stdio: ['ignore', 'pipe', 'ignore'] as ['ignore', 'pipe', 'ignore'] };

/** What a program says when it is ready: the number of its display, the address of its bus. */
async function firstLine(program: ChildProcess & { readonly stdout: Readable }): Promise<string> {
  const patience = AbortSignal.timeout(patienceMs);
  program.stdout.setEncoding('utf8');
  let told = '';
  while (!told.includes('\n')) {
    const [text] = (await once(program.stdout, 'data', { signal: patience })) as [string];
    told += text;
  }
  return told.trim();
}
