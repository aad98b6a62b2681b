import { execFile } from 'node:child_process';
import type { Cost } from './PlayerCosts.ts';
import type { UsbMonitor } from './UsbMonitor.ts';

/** Of what the programs print: a line of progress for each transfer. */
const maxBuffer = 256 * 2 ** 20;

/** `fileCount`: how many files it named. */
type ListingCost = Cost & { readonly fileCount: number };

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
    const first = await this.#cost('mtp-connect', []);
    const second = await this.#cost('mtp-connect', []);
    return first.ms < second.ms ? first : second;
  }

  /** Shows every object. */
  async list(): Promise<ListingCost> {
    const { output, ...cost } = await this.#run('mtp-files', []);
    return { ...cost, fileCount: output.match(/^File ID: /gm)?.length ?? 0 };
  }

  /** Sends files into the root, under the names they have here. */
  send(paths: readonly string[]): Promise<Cost> {
    return this.#cost(
      'mtp-connect',
      paths.map((path) => `--sendfile=${path},/`),
    );
  }

  /** Gets files of the root into a folder. */
  receive(names: readonly string[], folder: string): Promise<Cost> {
    return this.#cost(
      'mtp-connect',
      names.map((name) => `--getfile=/${name},${folder}/${name}`),
    );
  }

  async #cost(program: string, parameters: readonly string[]): Promise<Cost> {
    const { ms, requests } = await this.#run(program, parameters);
    return { ms, requests };
  }

  async #run(program: string, parameters: readonly string[]): Promise<Cost & { output: string }> {
    const { requestCount } = this.#monitor;
    const startedMs = performance.now();
    const output = await outputOf(program, parameters);
    const ms = performance.now() - startedMs;
    return { ms, requests: this.#monitor.requestCount - requestCount, output };
  }
}

/**
 * What a program prints, whatever its exit code: libmtp's say nothing, usage is 1, a player that is not
 * there is 0. Throws for one that did not run to its end by itself.
 */
function outputOf(program: string, parameters: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, parameters, { maxBuffer }, (error, stdout) => {
      if (error === null || typeof error.code === 'number') resolve(stdout);
      else reject(new Error(`${program} did not run to its end`, { cause: error }));
    });
  });
}

/** What a run took beyond opening. */
export function beyondOpening(run: Cost, opening: Cost): Cost {
  return { ms: run.ms - opening.ms, requests: run.requests - opening.requests };
}
