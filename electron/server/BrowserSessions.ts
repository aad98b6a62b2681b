import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import type { Logger } from '../base/Logger.ts';
import { Mutex } from '../base/Mutex.ts';
import { writeFileAtomically } from '../base/writeFileAtomically.ts';

/** A browser signs in anew after this long. */
export const sessionLifetimeDays = 180;
/** Browsers that may be signed in; a new one takes the place of the oldest. */
export const maximumSessions = 100;

const SessionFile = z.strictObject({
  /** Tells the cookies of several profiles on one machine apart: browsers ignore the port. */
  cookieId: z.string().check(z.regex(/^[0-9a-f]{8}$/)),
  sessions: z
    .array(
      z.strictObject({
        /** SHA-256 of the cookie's value, hexadecimal: the file signs nobody in. */
        hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
        /** Wall time, milliseconds since 1970. */
        createdAtMs: z.number(),
      }),
    )
    .check(z.maxLength(maximumSessions)),
});
type SessionFile = z.infer<typeof SessionFile>;

export interface BrowserSessionsOptions {
  /** The file that keeps browsers signed in over restarts; only hashes are in it. */
  readonly path: string;
  readonly logger: Logger;
  /** Wall time, milliseconds since 1970. */
  readonly nowMs?: () => number;
}

/** The browsers that are signed in. */
export class BrowserSessions {
  readonly #path: string;
  readonly #logger: Logger;
  readonly #nowMs: () => number;
  readonly #writes = new Mutex();
  #file: SessionFile;

  private constructor(options: BrowserSessionsOptions, file: SessionFile) {
    this.#path = options.path;
    this.#logger = options.logger;
    this.#nowMs = options.nowMs ?? Date.now;
    this.#file = file;
  }

  /** A file that is damaged or cannot be read costs a sign-in, not the start. */
  static async open(options: BrowserSessionsOptions): Promise<BrowserSessions> {
    const file = await readSessions(options.path, options.logger);
    return new BrowserSessions(options, file ?? { cookieId: newCookieId(), sessions: [] });
  }

  /** Name of the cookie that holds a session's secret. */
  get cookieName(): string {
    return `__Host-portamento-${this.#file.cookieId}`;
  }

  /** Signs a browser in. @returns the secret for its cookie */
  async create(): Promise<string> {
    const secret = randomBytes(32).toString('base64url');
    const session = { hash: hashOf(secret), createdAtMs: this.#nowMs() };
    const sessions = [...this.#file.sessions.filter((each) => this.#isAlive(each)), session];
    this.#file = { ...this.#file, sessions: sessions.slice(-maximumSessions) };
    await this.#write();
    return secret;
  }

  /** Is this the secret of a browser that is signed in? Takes the same time for every wrong one. */
  has(secret: string): boolean {
    const hash = Buffer.from(hashOf(secret));
    let found = false;
    for (const session of this.#file.sessions) {
      const matches = timingSafeEqual(Buffer.from(session.hash), hash);
      found = (matches && this.#isAlive(session)) || found;
    }
    return found;
  }

  #isAlive({ createdAtMs }: SessionFile['sessions'][number]): boolean {
    return this.#nowMs() - createdAtMs < sessionLifetimeDays * 24 * 60 * 60 * 1_000;
  }

  async #write(): Promise<void> {
    try {
      await this.#writes.runExclusive(() =>
        writeFileAtomically(this.#path, JSON.stringify(this.#file), { mode: 0o600 }),
      );
    } catch (error) {
      this.#logger.warn('A sign-in will not outlive this run', { error });
    }
  }
}

async function readSessions(path: string, logger: Logger): Promise<SessionFile | undefined> {
  try {
    return SessionFile.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing) logger.warn('Browsers have to sign in again', { error });
    return undefined;
  }
}

function newCookieId(): string {
  return randomBytes(4).toString('hex');
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
