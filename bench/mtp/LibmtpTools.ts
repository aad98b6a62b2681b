import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Of what the programs print: a line of progress for each transfer. */
const maxBuffer = 256 * 2 ** 20;

/** libmtp's own programs, on the one player that is plugged in. Each run opens it, and lists it, anew. */
export class LibmtpTools {
  /** Ms that opening and listing takes, which is a part of everything else here. */
  open(): Promise<number> {
    return timeOf('mtp-connect', []);
  }

  /** Ms that `mtp-files` takes to show every object. */
  list(): Promise<number> {
    return timeOf('mtp-files', []);
  }

  /** Sends files into the root, under the names they have here. In ms. */
  send(paths: readonly string[]): Promise<number> {
    return timeOf(
      'mtp-connect',
      paths.map((path) => `--sendfile=${path},/`),
    );
  }

  /** Gets files of the root into a folder. In ms. */
  receive(names: readonly string[], folder: string): Promise<number> {
    return timeOf(
      'mtp-connect',
      names.map((name) => `--getfile=/${name},${folder}/${name}`),
    );
  }
}

async function timeOf(program: string, parameters: readonly string[]): Promise<number> {
  const startedMs = performance.now();
  // Their exit codes say nothing: usage is 1, a player that is not there is 0.
  await run(program, parameters, { maxBuffer }).catch(() => null);
  return performance.now() - startedMs;
}
