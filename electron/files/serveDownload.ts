import { contentDisposition } from './contentDisposition.ts';
import type { Downloads } from './Downloads.ts';
import { errorResponse } from './errorResponse.ts';

/** Answers GET with what was offered, once. It is a file to be kept, whatever is in it. */
export function serveDownload(
  request: Request,
  downloadId: string,
  downloads: Downloads,
): Response {
  if (request.method !== 'GET')
    return new Response(null, { status: 405, headers: { allow: 'GET' } });
  const download = downloads.take(downloadId);
  if (download === null) return errorResponse({ code: 'file.notGranted' });
  const { fileName, sizeBytes } = download;
  return new Response(download.stream(request.signal), {
    headers: {
      'cache-control': 'no-store',
      'content-disposition': contentDisposition(fileName),
      'content-type': 'application/octet-stream',
      ...(sizeBytes !== null && { 'content-length': String(sizeBytes) }),
    },
  });
}
