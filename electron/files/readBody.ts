import { err, ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';

export interface ReadBodyOptions {
  /** Exactly so many bytes must come. */
  readonly sizeBytes: number;
  readonly signal: AbortSignal;
  /** Takes every piece that came; the next one is asked for when it is done. */
  readonly onPiece: (piece: Uint8Array) => Promise<void> | void;
}

/**
 * Reads a body of a request. Fails with `file.truncated` and `upload.gone` when it has fewer or more bytes
 * than it should, `app.cancelled` when the sender or the signal broke it off; rejects with what `onPiece`
 * rejects with. The body is read to its end or cancelled.
 */
export async function readBody(
  body: ReadableStream<Uint8Array>,
  { sizeBytes, signal, onPiece }: ReadBodyOptions,
): Promise<Result<void, AppError>> {
  const reader = body.getReader();
  const onAbort = () => void reader.cancel(signal.reason).catch(() => undefined);
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  try {
    for (let doneBytes = 0; ;) {
      const piece = await reader.read().catch(() => null);
      // A cancelled reader ends like a body that is through.
      if (piece === null || signal.aborted) return err({ code: 'app.cancelled' });
      if (piece.done) return doneBytes < sizeBytes ? err({ code: 'file.truncated' }) : ok();
      doneBytes += piece.value.length;
      if (doneBytes > sizeBytes) return err({ code: 'upload.gone' });
      await onPiece(piece.value);
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    await reader.cancel().catch(() => undefined);
  }
}
