import type { FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { err, ok, type Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import { sniffMedia } from '../library/containers/sniffMedia.ts';
import { fileErrorOf } from '../library/fileErrorOf.ts';
import { type ByteRange, parseByteRange } from './byteRange.ts';
import { errorResponse } from './errorResponse.ts';
import { FileShrankError, fileStream } from './fileStream.ts';
import { type OpenedForReading, openForReading, readAtOf } from './openForReading.ts';

export interface MediaTarget {
  /** Absolute. */
  readonly path: string;
  /** Told when the file cannot be served, at once or halfway. */
  readonly onFailure: (error: AppError) => void;
}

/**
 * Answers GET and HEAD for one media file, whole or one range of it (206, 416, `If-Range`,
 * `If-None-Match`), read piece by piece. The type is that of the content; what is no media is not
 * served. A file that grows is served as long as it was; one that shrinks breaks the answer off.
 */
export async function serveMedia(request: Request, target: MediaTarget): Promise<Response> {
  const opened = await openMedia(target.path);
  if (!opened.ok) {
    target.onFailure(opened.error);
    return errorResponse(opened.error);
  }
  const { handle, sizeBytes } = opened.value;
  const etag = etagOf(opened.value);
  const headers = new Headers({
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    'content-type': opened.value.mimeType,
    etag,
  });
  if (request.headers.get('if-none-match') === etag) return bodiless(handle, 304, headers);
  const range = rangeOf(request, etag, sizeBytes);
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${sizeBytes}`);
    return bodiless(handle, 416, headers);
  }
  const { first, last } = range === 'whole' ? { first: 0, last: sizeBytes - 1 } : range;
  const lengthBytes = last - first + 1;
  const status = range === 'whole' ? 200 : 206;
  headers.set('content-length', String(lengthBytes));
  if (status === 206) headers.set('content-range', `bytes ${first}-${last}/${sizeBytes}`);
  if (request.method === 'HEAD') return bodiless(handle, status, headers);
  const body = fileStream(handle, {
    first,
    lengthBytes,
    signal: request.signal,
    onFailure: (error) => target.onFailure(readingError(error, target.path)),
  });
  return new Response(body, { status, headers });
}

interface OpenedMedia extends OpenedForReading {
  readonly mimeType: string;
}

async function openMedia(path: string): Promise<Result<OpenedMedia, AppError>> {
  const opened = await openForReading(path);
  if (!opened.ok) return opened;
  const { handle, sizeBytes } = opened.value;
  const subject = basename(path);
  try {
    const sniffed = await sniffMedia(readAtOf(handle), sizeBytes);
    if (sniffed.kind === 'media') return ok({ ...opened.value, mimeType: sniffed.mimeType });
    await handle.close();
    return err({ code: sizeBytes === 0 ? 'file.empty' : 'file.notMedia', subject });
  } catch (error) {
    await handle.close();
    return err(fileErrorOf(error, subject));
  }
}

/** A range under a validator of another version of the file asks for the whole new one. */
function rangeOf(request: Request, etag: string, sizeBytes: number) {
  const condition = request.headers.get('if-range');
  if (condition !== null && condition !== etag) return 'whole';
  return parseByteRange(request.headers.get('range'), sizeBytes) satisfies
    ByteRange | 'whole' | 'unsatisfiable';
}

function etagOf({ sizeBytes, modifiedMs }: OpenedForReading): string {
  return `"${sizeBytes.toString(36)}-${modifiedMs.toString(36)}"`;
}

async function bodiless(handle: FileHandle, status: number, headers: Headers): Promise<Response> {
  await handle.close();
  return new Response(null, { status, headers });
}

function readingError(error: unknown, path: string): AppError {
  const subject = basename(path);
  return error instanceof FileShrankError
    ? { code: 'file.changed', subject }
    : fileErrorOf(error, subject);
}
