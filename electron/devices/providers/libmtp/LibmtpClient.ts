import { delay } from '../../../base/delay.ts';
import type { LaunchedProcess } from '../../../base/LaunchedProcess.ts';
import type { MonotonicClock } from '../../../base/MonotonicClock.ts';
import { err, ok, type Result } from '../../../base/Result.ts';
import type { AppError } from '../../../contract/errors.ts';
import { LibmtpAnswer, type LibmtpFile, type LibmtpRequest } from './libmtpMessages.ts';

/** In ms. libmtp reads what is known of every object before it answers. */
const attachLimitMs = 50_000;
const releaseLimitMs = 5_000;
/** More are not shown: a player that says so is mad. */
const maximumFiles = 100_000;

type Outcome = Result<void, AppError>;

/**
 * One life of the process that holds libmtp, and with it one opened player. Whatever goes wrong ends it,
 * by force: a call that blocks hears nothing else, and after a failure the next one may crash.
 */
export class LibmtpClient implements AsyncDisposable {
  readonly #process: LaunchedProcess;
  readonly #clock: MonotonicClock;
  readonly #ended = Promise.withResolvers<AppError>();
  readonly #gone = new AbortController();
  readonly #files: LibmtpFile[] = [];
  #asked: { readonly kind: 'attached' | 'read'; resolve(outcome: Outcome): void } | null = null;
  #end: AppError | null = null;

  private constructor(launched: LaunchedProcess, clock: MonotonicClock) {
    this.#process = launched;
    this.#clock = clock;
    launched.messages.subscribe((message) => this.#hear(message));
    void launched.ended.then((how) => {
      this.end({ code: 'device.failed', details: `libmtp ended: ${how}` });
      this.#gone.abort();
    });
  }

  /** Opens the first player there is. Errors: `device.libmtpMissing`, `device.timedOut`, `device.failed`. */
  static async attach(
    launched: LaunchedProcess,
    clock: MonotonicClock,
    signal: AbortSignal,
  ): Promise<Result<LibmtpClient, AppError>> {
    const client = new LibmtpClient(launched, clock);
    const cancel = () => client.end({ code: 'app.cancelled' });
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    using _limit = clock.setTimer(attachLimitMs, () => client.end({ code: 'device.timedOut' }));
    const attached = await client.#ask({ kind: 'attach' }, 'attached');
    signal.removeEventListener('abort', cancel);
    return attached.ok ? ok(client) : attached;
  }

  /** What was on the player when it was opened. */
  get files(): readonly LibmtpFile[] {
    return this.#files;
  }

  /** Why it ended; it does so once. */
  get ended(): Promise<AppError> {
    return this.#ended.promise;
  }

  /** Has a whole file written to `path`. Until it answers, only how that grows tells that it is alive. */
  read(handle: number, path: string): Promise<Outcome> {
    return this.#ask({ kind: 'read', handle, path }, 'read');
  }

  /** Ends it now; whoever waits is told `error`. */
  end(error: AppError): void {
    if (this.#end !== null) return;
    this.#end = error;
    this.#process.kill();
    this.#asked?.resolve(err(error));
    this.#asked = null;
    this.#ended.resolve(error);
  }

  /** Closes the player if nothing is under way, for the next one to find it as it should be. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#end === null && this.#asked === null) {
      this.#process.send({ kind: 'release' } satisfies LibmtpRequest);
      await delay(this.#clock, releaseLimitMs, this.#gone.signal);
    }
    this.end({ code: 'device.disconnected' });
    await this.#process.ended;
  }

  #ask(request: LibmtpRequest, kind: 'attached' | 'read'): Promise<Outcome> {
    if (this.#end !== null) return Promise.resolve(err(this.#end));
    if (this.#asked !== null) throw new Error('One call at a time');
    this.#process.send(request);
    return new Promise((resolve) => {
      this.#asked = { kind, resolve };
    });
  }

  /** What is not due, or makes no sense, ends it: it is native code that parses what a stranger says. */
  #hear(message: unknown): void {
    if (this.#end !== null) return;
    const parsed = LibmtpAnswer.safeParse(message);
    const asked = this.#asked;
    if (!parsed.success || asked === null) this.#mistrust();
    else if (parsed.data.kind === 'files') this.#add(parsed.data.files, asked.kind);
    else if (parsed.data.kind === 'failed') this.end(failureOf(parsed.data.reason));
    else if (parsed.data.kind !== asked.kind) this.#mistrust();
    else {
      this.#asked = null;
      asked.resolve(ok());
    }
  }

  #add(files: readonly LibmtpFile[], asked: 'attached' | 'read'): void {
    this.#files.push(...files);
    if (asked !== 'attached' || this.#files.length > maximumFiles) this.#mistrust();
  }

  #mistrust(): void {
    this.end({ code: 'device.protocol', details: 'libmtp: an answer that makes no sense' });
  }
}

function failureOf(reason: 'noLibrary' | 'refused'): AppError {
  return reason === 'noLibrary'
    ? { code: 'device.libmtpMissing' }
    : { code: 'device.failed', details: 'libmtp' };
}
