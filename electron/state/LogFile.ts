import { pino, stdSerializers, stdTimeFunctions, type Logger as PinoLogger } from 'pino';
import type { LogFields, Logger } from '../base/Logger.ts';
import { RotatingFile } from './RotatingFile.ts';
import { shortenPaths } from './shortenPaths.ts';

const fileNames = ['portamento.log', 'portamento.1.log', 'portamento.2.log'] as const;
const defaultMaximumFileBytes = 5_000_000;

/** Fields that hold what gives access, at the top and one level down. */
const secretFields = ['token', 'cookie', 'authorization', 'password', 'secret'];
/** What gives access inside texts: in an address, in a header. */
const secretInText = /(\btoken=|\bBearer\s+|\bcookie:\s*)[^\s"'&;,\\]+/gi;

export interface LogFileOptions {
  /** The folder of the log files; made when it is not there. */
  readonly folder: string;
  readonly level?: 'debug' | 'info' | 'warn' | 'error';
  readonly maximumFileBytes?: number;
}

/**
 * The log: lines of JSON in `portamento.log`, and the two files before it. Nobody waits
 * for the disk; what waits for it is written when the process exits. What gives access is blotted out. Paths are written whole and
 * shortened when the log is shown.
 */
export class LogFile implements Disposable {
  readonly logger: Logger;
  readonly #file: RotatingFile;

  /** Throws the file system's error when the file cannot be opened. */
  constructor(options: LogFileOptions) {
    const { folder, level = 'info', maximumFileBytes = defaultMaximumFileBytes } = options;
    this.#file = new RotatingFile({ folder, names: fileNames, maximumBytes: maximumFileBytes });
    const writer = pino(
      {
        level,
        base: null,
        timestamp: stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
        redact: {
          paths: secretFields.flatMap((field) => [field, `*.${field}`]),
          censor: '[secret]',
        },
      },
      { write: (line: string) => this.#file.write(line.replace(secretInText, '$1[secret]')) },
    );
    this.logger = new PinoAdapter(writer);
  }

  get path(): string {
    return this.#file.path;
  }

  /**
   * The end of the log as a person may see it: whole lines of at most `maximumBytes`, from the files
   * before the present one too, paths shortened. Rejects with the file system's error.
   */
  async readTail(maximumBytes: number): Promise<string> {
    const { bytes, isCut } = await this.#file.readEnd(maximumBytes);
    const text = bytes.toString('utf8');
    return shortenPaths(isCut ? text.slice(text.indexOf('\n') + 1) : text);
  }

  /** Writes what waits before it returns: for the moment before the process ends. */
  flush(): void {
    this.#file.flush();
  }

  /** Writes what waits and closes the file; later lines are dropped. */
  [Symbol.dispose](): void {
    this.#file[Symbol.dispose]();
  }
}

class PinoAdapter implements Logger {
  readonly #writer: PinoLogger;

  constructor(writer: PinoLogger) {
    this.#writer = writer;
  }

  debug(message: string, fields: LogFields = {}): void {
    this.#writer.debug(readable(fields), message);
  }

  info(message: string, fields: LogFields = {}): void {
    this.#writer.info(readable(fields), message);
  }

  warn(message: string, fields: LogFields = {}): void {
    this.#writer.warn(readable(fields), message);
  }

  error(message: string, fields: LogFields = {}): void {
    this.#writer.error(readable(fields), message);
  }

  child(fields: LogFields): Logger {
    return new PinoAdapter(this.#writer.child(readable(fields)));
  }
}

/** JSON knows nothing of errors: under whatever name they come, they are written with their stack. */
function readable(fields: LogFields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value instanceof Error ? stdSerializers.err(value) : value,
    ]),
  );
}
