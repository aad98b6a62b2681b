import { basename } from 'node:path';
import { err, ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import { isCutShort } from '../library/containers/isCutShort.ts';
import { sniffMedia } from '../library/containers/sniffMedia.ts';
import { fileErrorOf } from '../library/fileErrorOf.ts';
import { hasUndecodableName } from './hasUndecodableName.ts';
import { type OpenedForReading, openForReading, readAtOf } from './openForReading.ts';

/** A regular, readable, non-empty file with media in it. */
export interface InspectedFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** Container by content, with codecs where its first bytes name them: `audio/flac`. */
  readonly mimeType: string;
}

/**
 * Tells whether `path` (absolute) can be played, without ever waiting for a pipe or reading a whole
 * file. After an abort it answers `app.cancelled` at once, also when the disk does not.
 *
 * Refusals: `file.notFound`, `.permissionDenied`, `.isDirectory`, `.notRegular`, `.empty`,
 * `.nameTooLong`, `.nameNotUnicode`, `.notMedia`, `.truncated` (see `isCutShort`), `.readFailed`.
 */
export async function inspectFile(
  path: string,
  signal: AbortSignal,
): Promise<Result<InspectedFile, AppError>> {
  const cancelled = err<AppError>({ code: 'app.cancelled', subject: basename(path) });
  if (signal.aborted) return cancelled;
  const { promise: aborted, resolve } = Promise.withResolvers<typeof cancelled>();
  const onAbort = () => resolve(cancelled);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([openAndInspect(path), aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

async function openAndInspect(path: string): Promise<Result<InspectedFile, AppError>> {
  const subject = basename(path);
  const opened = await openForReading(path);
  if (!opened.ok) {
    const isUndecodable = opened.error.code === 'file.notFound' && (await hasUndecodableName(path));
    return isUndecodable ? err({ code: 'file.nameNotUnicode', subject }) : opened;
  }
  try {
    return await inspectOpened(path, opened.value);
  } catch (error) {
    return err(fileErrorOf(error, subject));
  } finally {
    await opened.value.handle.close();
  }
}

async function inspectOpened(
  path: string,
  { handle, sizeBytes, modifiedMs }: OpenedForReading,
): Promise<Result<InspectedFile, AppError>> {
  const subject = basename(path);
  if (sizeBytes === 0) return err({ code: 'file.empty', subject });
  const readAt = readAtOf(handle);
  const sniffed = await sniffMedia(readAt, sizeBytes);
  if (sniffed.kind === 'notMedia') return err({ code: 'file.notMedia', subject });
  if (sniffed.kind === 'truncated' || (await isCutShort(readAt, sizeBytes, sniffed))) {
    return err({ code: 'file.truncated', subject });
  }
  return ok({ path, sizeBytes, modifiedMs, mimeType: sniffed.mimeType });
}
