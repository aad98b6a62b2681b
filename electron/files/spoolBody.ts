import { open, rename, rm } from 'node:fs/promises';
import { err, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import { writeErrorOf } from '../library/fileErrorOf.ts';
import { readBody } from './readBody.ts';

export interface SpoolBodyOptions {
  readonly path: string;
  /** Exactly so many bytes must come. */
  readonly sizeBytes: number;
  readonly signal: AbortSignal;
  /** Told of every piece that came. */
  readonly onBytes: () => void;
}

/**
 * Writes a body to `path`, which appears when the body is whole. Fails as `readBody`, and with
 * `file.diskFull`, `file.writeFailed`. The body is read to its end or cancelled.
 */
export async function spoolBody(
  body: ReadableStream<Uint8Array>,
  options: SpoolBodyOptions,
): Promise<Result<void, AppError>> {
  const partPath = `${options.path}.part`;
  try {
    const read = await writeBody(body, partPath, options);
    if (read.ok) await rename(partPath, options.path);
    return read;
  } catch (error) {
    return err({ code: writeErrorOf(error, '').code });
  } finally {
    if (!body.locked) await body.cancel().catch(() => undefined);
    await rm(partPath, { force: true });
  }
}

async function writeBody(
  body: ReadableStream<Uint8Array>,
  partPath: string,
  { sizeBytes, signal, onBytes }: SpoolBodyOptions,
): Promise<Result<void, AppError>> {
  const file = await open(partPath, 'wx', 0o600);
  const onPiece = async (piece: Uint8Array) => {
    onBytes();
    await file.writeFile(piece);
  };
  try {
    return await readBody(body, { sizeBytes, signal, onPiece });
  } finally {
    await file.close();
  }
}
