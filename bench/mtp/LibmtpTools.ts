import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Cost } from './PlayerCosts.ts';
import type { UsbMonitor } from './UsbMonitor.ts';

const run = promisify(execFile);
/** Of what the programs print: a line of progress for each transfer. */
const maxBuffer = 256 * 2 ** 20;

/**
 * libmtp's own programs, on the one player that is plugged in. Each run loads the program, opens the player
 * and lists everything that is on it.
 */
export class LibmtpTools {
  readonly #monitor: UsbMonitor;

  constructor(monitor: UsbMonitor) {
    this.#monitor = monitor;
  }

  /** Opens the player, and with that lists it. The quicker of two runs: it is taken off others. */
  async open(): Promise<Cost> {
    const first = await this.#run('mtp-connect', []);
    const second = await this.#run('mtp-connect', []);
    return first.ms < second.ms ? first : second;
  }

  /** Shows every object. */
  list(): Promise<Cost> {
    return this.#run('mtp-files', []);
  }

  /** Sends files into the root, under the names they have here. */
  send(paths: readonly string[]): Promise<Cost> {
    return this.#run(
      'mtp-connect',
      paths.map((path) => `--sendfile=${path},/`),
    );
  }

  /** Gets files of the root into a folder. */
  receive(names: readonly string[], folder: string): Promise<Cost> {
    return this.#run(
      'mtp-connect',
      names.map((name) => `--getfile=/${name},${folder}/${name}`),
    );
  }

  async #run(program: string, parameters: readonly string[]): Promise<Cost> {
    const { requestCount } = this.#monitor;
    const startedMs = performance.now();
    // Their exit codes say nothing: usage is 1, a player that is not there is 0.
    await run(program, parameters, { maxBuffer }).catch(() => null);
    const ms = performance.now() - startedMs;
    return { ms, requests: this.#monitor.requestCount - requestCount };
  }
}

/** What a run took beyond opening. */
export function beyondOpening(run: Cost, opening: Cost): Cost {
  return { ms: run.ms - opening.ms, requests: run.requests - opening.requests };
}
