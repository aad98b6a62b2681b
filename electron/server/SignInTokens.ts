import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { MonotonicClock } from '../base/MonotonicClock.ts';

/** A link that nobody opened for this long is worth nothing any more. */
export const tokenLifetimeMs = 60 * 60 * 1_000;
/** Links that may be open at once; a new one takes the place of the oldest. */
export const maximumTokens = 20;

interface IssuedToken {
  readonly digest: Buffer;
  readonly expiresAtMs: number;
  readonly onUsed: () => void;
}

/** The one-time tokens of sign-in links. They live in memory only: a restart voids them. */
export class SignInTokens {
  readonly #clock: MonotonicClock;
  #issued: readonly IssuedToken[] = [];

  constructor(clock: MonotonicClock) {
    this.#clock = clock;
  }

  /** 256 random bits that fit into a URL. @param onUsed called when somebody has signed in with it */
  issue(onUsed: () => void = () => undefined): string {
    const token = randomBytes(32).toString('base64url');
    const expiresAtMs = this.#clock.nowMs() + tokenLifetimeMs;
    this.#issued = [...this.#issued, { digest: digestOf(token), expiresAtMs, onUsed }].slice(
      -maximumTokens,
    );
    return token;
  }

  /** Is it one of ours that was not used before? It is used up by this. */
  redeem(token: string): boolean {
    const nowMs = this.#clock.nowMs();
    const digest = digestOf(token);
    const rest = this.#issued.filter((issued) => !timingSafeEqual(issued.digest, digest));
    const redeemed = this.#issued.find((issued) => !rest.includes(issued));
    this.#issued = rest;
    if (redeemed === undefined || nowMs >= redeemed.expiresAtMs) return false;
    redeemed.onUsed();
    return true;
  }
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
