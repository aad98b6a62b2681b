import { basename } from 'node:path';
import { systemMonotonicClock, type MonotonicClock } from '../base/MonotonicClock.ts';
import { err, ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import type { ReadAt } from '../library/containers/ReadAt.ts';
import { isCutShort } from '../library/containers/isCutShort.ts';
import { sniffMedia } from '../library/containers/sniffMedia.ts';
import { fileErrorOf } from '../library/fileErrorOf.ts';
import { awaitDisk } from './awaitDisk.ts';
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

export interface InspectFileOptions {
  /** As in `GrantTarget`. */
  readonly confineTo?: readonly string[] | null;
  readonly clock?: MonotonicClock;
}

/**
 * Tells whether `path` (absolute) can be played, without ever waiting for a pipe or reading a whole
 * file. A disk that says nothing is given up, after an abort at once.
 *
 * Refusals: `file.notFound`, `.permissionDenied`, `.isDirectory`, `.notRegular`, `.empty`,
 * `.nameTooLong`, `.nameNotUnicode`, `.notMedia`, `.truncated` (see `isCutShort`), `.readFailed`,
 * `.notGranted`; `app.cancelled`.
 */
export function inspectFile(
  path: string,
  signal: AbortSignal,
  { confineTo = null, clock = systemMonotonicClock }: InspectFileOptions = {},
): Promise<Result<InspectedFile, AppError>> {
  return awaitDisk(() => openAndInspect(path, confineTo), {
    subject: basename(path),
    signal,
    clock,
  });
}

async function openAndInspect(
  path: string,
  confineTo: readonly string[] | null,
): Promise<Result<InspectedFile, AppError>> {
  const subject = basename(path);
  const opened = await openForReading(path, confineTo);
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
  const found = await inspectContent(readAtOf(handle), sizeBytes, basename(path));
  return found.ok ? ok({ path, sizeBytes, modifiedMs, mimeType: found.value }) : found;
}

/**
 * The container of a file by its content, as in `InspectedFile`; refuses with `file.empty`, `.notMedia`,
 * `.truncated`. Rejects with what `readAt` rejects with.
 */
export async function inspectContent(
  readAt: ReadAt,
  sizeBytes: number,
  subject: string,
): Promise<Result<string, AppError>> {
  if (sizeBytes === 0) return err({ code: 'file.empty', subject });
  const sniffed = await sniffMedia(readAt, sizeBytes);
  if (sniffed.kind === 'notMedia') return err({ code: 'file.notMedia', subject });
  if (sniffed.kind === 'truncated' || (await isCutShort(readAt, sizeBytes, sniffed))) {
    return err({ code: 'file.truncated', subject });
  }
  return ok(sniffed.mimeType);
}
