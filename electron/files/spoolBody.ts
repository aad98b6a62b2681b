import { open, rename, rm } from 'node:fs/promises';
import { err, ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import { writeErrorOf } from '../library/fileErrorOf.ts';

export interface SpoolBodyOptions {
  readonly path: string;
  /** Exactly so many bytes must come. */
  readonly sizeBytes: number;
  readonly signal: AbortSignal;
  /** Told of every piece that came. */
  readonly onBytes: () => void;
}

/**
 * Writes a body to `path`, which appears when the body is whole. Fails with `file.truncated` and
 * `upload.gone` when it has fewer or more bytes than it should, `app.cancelled` when the sender or the
 * signal broke it off, `file.diskFull`, `file.writeFailed`. The body is read to its end or cancelled.
 */
export async function spoolBody(
  body: ReadableStream<Uint8Array>,
  { path, sizeBytes, signal, onBytes }: SpoolBodyOptions,
): Promise<Result<void, AppError>> {
  const partPath = `${path}.part`;
  const reader = body.getReader();
  const onAbort = () => void reader.cancel(signal.reason).catch(() => undefined);
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  try {
    const file = await open(partPath, 'wx', 0o600);
    try {
      let doneBytes = 0;
      for (;;) {
        const { done, value } = await nextPiece(reader);
        // A cancelled reader ends like a body that is through.
        if (signal.aborted) return err({ code: 'app.cancelled' });
        if (done) break;
        onBytes();
        doneBytes += value.length;
        if (doneBytes > sizeBytes) return err({ code: 'upload.gone' });
        await file.writeFile(value);
      }
      if (doneBytes < sizeBytes) return err({ code: 'file.truncated' });
    } finally {
      await file.close();
    }
    await rename(partPath, path);
    return ok();
  } catch (error) {
    if (error instanceof BrokenOffError) return err({ code: 'app.cancelled' });
    return err({ code: writeErrorOf(error, '').code });
  } finally {
    signal.removeEventListener('abort', onAbort);
    await reader.cancel().catch(() => undefined);
    await rm(partPath, { force: true });
  }
}

class BrokenOffError extends Error {
  override readonly name = 'BrokenOffError';
}

/** Keeps the sender's failures apart from the disk's. */
async function nextPiece(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read();
  } catch (error) {
    throw new BrokenOffError('The sender broke off', { cause: error });
  }
}
