import { IdleWatch } from '../base/IdleWatch.ts';
import type { MonotonicClock } from '../base/MonotonicClock.ts';
import { err, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';

/** A disk that sleeps wakes up in less; a network drive whose server is gone says nothing for hours. */
export const diskPatienceMs = 20_000;

export interface AwaitDiskOptions {
  /** The file that is asked for, as a person would say it. */
  readonly subject: string;
  readonly signal: AbortSignal;
  readonly clock: MonotonicClock;
}

/**
 * What a short look at a file gives, `file.readFailed` when the disk says nothing for `diskPatienceMs`,
 * and after an abort `app.cancelled` at once. The system's call goes on by itself: it cannot be taken
 * back.
 */
export async function awaitDisk<Value>(
  look: () => Promise<Result<Value, AppError>>,
  { subject, signal, clock }: AwaitDiskOptions,
): Promise<Result<Value, AppError>> {
  if (signal.aborted) return err({ code: 'app.cancelled', subject });
  using watch = new IdleWatch(clock, diskPatienceMs);
  watch.follow(signal);
  const { promise: givenUp, resolve } = Promise.withResolvers<Result<Value, AppError>>();
  const giveUp = () => {
    resolve(err({ code: watch.expired ? 'file.readFailed' : 'app.cancelled', subject }));
  };
  watch.signal.addEventListener('abort', giveUp, { once: true });
  return await Promise.race([look(), givenUp]);
}
