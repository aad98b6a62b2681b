import { type ByteRange, parseByteRange } from './byteRange.ts';
import { errorResponse } from './errorResponse.ts';
import type { MediaTarget, ServableMedia } from './ServableMedia.ts';

/**
 * Answers GET and HEAD for one media file, whole or one range of it (206, 416, `If-Range`,
 * `If-None-Match`), read piece by piece. The type is that of the content; what is no media is not
 * served. A file that grows is served as long as it was; one that shrinks breaks the answer off.
 */
export async function serveMedia(request: Request, target: MediaTarget): Promise<Response> {
  const { signal } = request;
  const opened = await target.open(signal);
  if (!opened.ok) {
    // Whoever broke off knows.
    if (!signal.aborted) target.onFailure(opened.error);
    return errorResponse(opened.error);
  }
  const media = opened.value;
  const { sizeBytes, mimeType } = media;
  const etag = etagOf(media);
  const headers = new Headers({
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    'content-type': mimeType,
    etag,
  });
  if (request.headers.get('if-none-match') === etag) return bodiless(media, 304, headers);
  const range = rangeOf(request, etag, sizeBytes);
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${sizeBytes}`);
    return bodiless(media, 416, headers);
  }
  const { first, last } = range === 'whole' ? { first: 0, last: sizeBytes - 1 } : range;
  const lengthBytes = last - first + 1;
  const status = range === 'whole' ? 200 : 206;
  headers.set('content-length', String(lengthBytes));
  if (status === 206) headers.set('content-range', `bytes ${first}-${last}/${sizeBytes}`);
  if (request.method === 'HEAD') return bodiless(media, status, headers);
  return new Response(media.stream({ first, lengthBytes, signal }), { status, headers });
}

/** A range under a validator of another version of the file asks for the whole new one. */
function rangeOf(request: Request, etag: string, sizeBytes: number) {
  const condition = request.headers.get('if-range');
  if (condition !== null && condition !== etag) return 'whole';
  return parseByteRange(request.headers.get('range'), sizeBytes) satisfies
    ByteRange | 'whole' | 'unsatisfiable';
}

function etagOf({ sizeBytes, modifiedMs }: ServableMedia): string {
  return `"${sizeBytes.toString(36)}-${(modifiedMs ?? 0).toString(36)}"`;
}

async function bodiless(media: ServableMedia, status: number, headers: Headers): Promise<Response> {
  await media.close();
  return new Response(null, { status, headers });
}
