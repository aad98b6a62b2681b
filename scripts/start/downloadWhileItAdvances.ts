import type { MonotonicClock, Timer } from '../../electron/base/MonotonicClock.ts';
import { err, ok, type Result } from '../../electron/base/Result.ts';

export interface DownloadFailure {
  /** For the terminal. */
  readonly reason: string;
  /** Would the next try end the same way? A download that broke off on its way may well go through. */
  readonly remember: boolean;
}

export interface DownloadRun {
  /** Aborted when the download has stood still for too long. */
  readonly signal: AbortSignal;
  /** To be called with the bytes that have arrived so far, whenever some arrive. */
  readonly tell: (receivedBytes: number) => void;
}

/** How long a download may stand still. */
export const idleLimitMs = 30_000;

/**
 * Lets a download take as long as it likes while bytes arrive, and ends it when none came for
 * `idleLimitMs`. Whatever the download throws becomes a `DownloadFailure`.
 */
export async function downloadWhileItAdvances<Value>(
  clock: MonotonicClock,
  download: (run: DownloadRun) => Promise<Value>,
): Promise<Result<Value, DownloadFailure>> {
  const controller = new AbortController();
  let receivedBytes = 0;
  const waitForBytes = (): Timer => clock.setTimer(idleLimitMs, () => controller.abort());
  let timer = waitForBytes();
  try {
    const value = await download({
      signal: controller.signal,
      tell(bytes) {
        if (bytes <= receivedBytes) return;
        receivedBytes = bytes;
        timer[Symbol.dispose]();
        timer = waitForBytes();
      },
    });
    return ok(value);
  } catch (error) {
    const reason = controller.signal.aborted
      ? `nothing arrived for ${idleLimitMs / 1000} s`
      : reasonOf(error);
    return err({ reason, remember: receivedBytes === 0 });
  } finally {
    timer[Symbol.dispose]();
  }
}

/** `fetch` hides why it failed in its error's cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return error.message;
}
