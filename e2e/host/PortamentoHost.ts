import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './freePort.ts';
import type { PlayerHost } from './PlayerHost.ts';

const entry = join(import.meta.dirname, '..', '..', 'dist', 'electron', 'headless.js');
const startPatienceMs = 20_000;

/** The built headless host as a person starts it, with a profile of its own on a port of its own. */
export class PortamentoHost implements PlayerHost {
  /** Holds the profile, and is the home folder of the host. */
  readonly folder: string;
  readonly #port: number;
  readonly #nodeArguments: readonly string[];
  readonly #output: string[] = [];
  #process: ChildProcess | undefined;
  #address: string | undefined;

  private constructor(folder: string, port: number, nodeArguments: readonly string[]) {
    this.folder = folder;
    this.#port = port;
    this.#nodeArguments = nodeArguments;
  }

  /**
   * Reserves a profile and a port; nothing runs yet.
   *
   * @param nodeArguments for Node itself
   */
  static async create(...nodeArguments: readonly string[]): Promise<PortamentoHost> {
    const folder = mkdtempSync(join(tmpdir(), 'portamento-host-'));
    return new PortamentoHost(folder, await freePort(), nodeArguments);
  }

  /** Where a browser signs in, as the host printed it: good for one use. */
  get address(): string {
    if (this.#address === undefined) throw new Error('The host was not started');
    return this.#address;
  }

  get origin(): string {
    return new URL(this.address).origin;
  }

  /** The process that is the host now. */
  get processId(): number {
    const id = this.#process?.pid;
    if (id === undefined) throw new Error('The host does not run');
    return id;
  }

  get output(): string {
    return this.#output.join('');
  }

  /** Starts it, with what a person would put on the command line. Resolves when it has printed its address. */
  async start(...args: readonly string[]): Promise<void> {
    if (this.#process !== undefined) throw new Error('The host runs already');
    const host = this.#spawn(['--port', String(this.#port), '--no-open', ...args]);
    this.#process = host;
    this.#address = await this.#printedAddress(host);
  }

  /**
   * Runs the program once more beside the running host, as a second `npm start` or `portamento link`
   * would. Resolves with what it printed, when it has ended.
   */
  async runBeside(...args: readonly string[]): Promise<string> {
    const second = this.#spawn(args);
    let printed = '';
    second.stdout?.on('data', (text: string) => (printed += text));
    await once(second, 'exit');
    return printed;
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** On the same port, too. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process !== undefined) await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #spawn(args: readonly string[]): ChildProcess {
    const dataFolder = join(this.folder, 'profile');
    const command = [...this.#nodeArguments, entry, '--data-folder', dataFolder, ...args];
    const host = spawn(process.execPath, command, {
      cwd: this.folder,
      env: { PATH: process.env['PATH'], HOME: this.folder, NODE_ENV: 'test' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [host.stdout, host.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => this.#output.push(text));
    }
    return host;
  }

  async #printedAddress(host: ChildProcess): Promise<string> {
    const patience = AbortSignal.timeout(startPatienceMs);
    let printed = '';
    while (host.exitCode === null && host.stdout !== null) {
      const match = /https?:\/\/\S+/.exec(printed);
      if (match !== null) return match[0];
      const told = once(host.stdout, 'data', { signal: patience });
      const ended = once(host, 'exit', { signal: patience });
      const [text] = (await Promise.race([told, ended])) as [unknown];
      if (typeof text === 'string') printed += text;
    }
    throw new Error(`The host ended with ${host.exitCode} at its start:\n${this.output}`);
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const host = this.#process;
    if (host === undefined) throw new Error('The host does not run');
    this.#process = undefined;
    if (host.exitCode !== null) throw new Error(`The host had ended with ${host.exitCode} already`);
    const ended = once(host, 'exit');
    host.kill(signal);
    await ended;
  }
}
