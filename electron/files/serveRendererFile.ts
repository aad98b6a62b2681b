import { realpath } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { isInsideFolder } from '../library/isInsideFolder.ts';
import { errorResponse } from './errorResponse.ts';
import { fileStream } from './fileStream.ts';
import { openForReading } from './openForReading.ts';

const typesByExtension: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Answers GET and HEAD with a file of the built renderer, `/` with `index.html`. Nothing outside the
 * folder can be named: separators in disguise and NUL are refused, dot segments are refused in
 * whatever form they arrive, and a link that leads out counts as not there.
 *
 * @param pathname of the request's URL, still encoded
 */
export async function serveRendererFile(
  request: Request,
  rendererFolder: string,
  pathname: string,
): Promise<Response> {
  const segments = segmentsOf(pathname);
  if (segments === null) return errorResponse({ code: 'file.notFound' });
  const isPage = segments.length === 0 || (segments.length === 1 && segments[0] === 'index.html');
  const path = isPage ? join(rendererFolder, 'index.html') : join(rendererFolder, ...segments);
  const type = typesByExtension[extname(path)];
  if (type === undefined || !(await isReallyInside(rendererFolder, path))) {
    return errorResponse({ code: 'file.notFound' });
  }
  const opened = await openForReading(path);
  if (!opened.ok) return errorResponse({ code: 'file.notFound' });
  const { handle, sizeBytes } = opened.value;
  const headers = {
    'cache-control': isPage ? 'no-store' : cachingOf(segments),
    'content-length': String(sizeBytes),
    'content-type': type,
  };
  if (request.method === 'HEAD' || sizeBytes === 0) {
    await handle.close();
    return new Response(null, { headers });
  }
  const body = fileStream(handle, {
    first: 0,
    lengthBytes: sizeBytes,
    signal: request.signal,
    onFailure: () => undefined,
  });
  return new Response(body, { headers });
}

/** The bundler puts a hash of the content into names under `assets/`. */
function cachingOf(segments: readonly string[]): string {
  const isHashed = segments[0] === 'assets' && /-[\w-]{8,}\.\w+$/.test(segments.at(-1) ?? '');
  return isHashed ? 'public, max-age=31536000, immutable' : 'no-cache';
}

/** Decoded names from the root down, or `null` when one of them is no plain name. */
function segmentsOf(pathname: string): readonly string[] | null {
  const segments: string[] = [];
  for (const encoded of pathname.split('/')) {
    if (encoded === '') continue;
    let segment: string;
    try {
      segment = decodeURIComponent(encoded);
    } catch {
      return null;
    }
    // A second layer of encoding has no business in a built file's name.
    if (segment.startsWith('.') || /[/\\\0:%]/.test(segment)) return null;
    segments.push(segment);
  }
  return segments;
}

async function isReallyInside(folder: string, path: string): Promise<boolean> {
  try {
    const [realFolder, realPath] = await Promise.all([realpath(folder), realpath(path)]);
    return isInsideFolder(realFolder, realPath);
  } catch {
    return false;
  }
}
