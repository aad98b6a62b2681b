import { silentLogger, type Logger } from '../base/Logger.ts';
import type { AppError } from '../contract/errors.ts';
import { ArtId, GrantId, UploadId } from '../contract/ids.ts';
import type { ArtStore } from '../library/ArtStore.ts';
import type { DeviceFiles } from './DeviceFiles.ts';
import { deviceMedia } from './deviceMedia.ts';
import type { Downloads } from './Downloads.ts';
import { errorResponse } from './errorResponse.ts';
import { fileMedia } from './fileMedia.ts';
import type { Grants } from './Grants.ts';
import { receiveUpload, type UploadReceivers } from './receiveUpload.ts';
import { securityHeaders } from './securityHeaders.ts';
import { serveDownload } from './serveDownload.ts';
import { serveMedia } from './serveMedia.ts';
import { serveRendererFile } from './serveRendererFile.ts';

export interface WebHandlerOptions {
  /** Folder of the built renderer, with `index.html`. */
  readonly rendererFolder: string;
  readonly grants: Grants;
  readonly art: ArtStore;
  /** `null` where nothing is uploaded (desktop). */
  readonly uploads: UploadReceivers | null;
  readonly downloads: Downloads;
  /** Files on portable players. */
  readonly deviceFiles: DeviceFiles;
  readonly logger?: Logger;
  /** Sent with every response beside, or instead of, `securityHeaders()`. */
  readonly extraHeaders?: Readonly<Record<string, string>>;
}

export type WebHandler = (request: Request) => Promise<Response>;

/**
 * Serves a page and what it plays: `/` the renderer's files, `/media/{grantId}`, `/art/{artId}`,
 * `/download/{downloadId}`, `PUT /upload/{uploadId}`. Who may ask is the host's business. Never rejects.
 */
export function createWebHandler(options: WebHandlerOptions): WebHandler {
  const { rendererFolder, extraHeaders, logger = silentLogger } = options;
  const headers = { ...securityHeaders(rendererFolder), ...extraHeaders };
  return async (request) => {
    const response = await respond(request, options).catch((error: unknown) => {
      logger.error('A request failed unexpectedly', { error });
      return errorResponse({ code: 'app.internal' });
    });
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    return response;
  };
}

async function respond(request: Request, options: WebHandlerOptions): Promise<Response> {
  const { pathname } = new URL(request.url);
  const [, room = '', id = '', ...rest] = pathname.split('/');
  const hasOneId = rest.length === 0;
  if (room === 'upload') {
    if (request.method !== 'PUT') return notAllowed('PUT');
    return hasOneId ? takeUpload(request, id, options.uploads) : notFound();
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return notAllowed('GET, HEAD');
  if (room === 'media') return hasOneId ? serveGrant(request, id, options) : notFound();
  if (room === 'download') {
    return hasOneId ? serveDownload(request, id, options.downloads) : notFound();
  }
  if (room === 'art') return hasOneId ? serveArt(request, id, options.art) : notFound();
  return serveRendererFile(request, options.rendererFolder, pathname);
}

async function serveGrant(
  request: Request,
  id: string,
  { grants, uploads, deviceFiles }: WebHandlerOptions,
): Promise<Response> {
  const grantId = GrantId.safeParse(id);
  const target = grantId.success ? grants.resolve(grantId.data) : null;
  if (!grantId.success || target === null) return errorResponse({ code: 'file.notGranted' });
  const onFailure = (error: AppError) => grants.reportFailure({ grantId: grantId.data, error });
  if (target.kind === 'device') {
    return serveMedia(request, deviceMedia(target, deviceFiles, onFailure));
  }
  if (target.kind === 'file') return serveMedia(request, fileMedia(target, onFailure));
  const path = uploads?.spool.pathOf(target.uploadId) ?? null;
  if (path === null) return errorResponse({ code: 'upload.gone' });
  return serveMedia(request, fileMedia({ path, confineTo: null }, onFailure));
}

async function serveArt(request: Request, id: string, art: ArtStore): Promise<Response> {
  const artId = ArtId.safeParse(id);
  const picture = artId.success ? await art.read(artId.data) : null;
  if (picture === null) return notFound();
  return new Response(request.method === 'HEAD' ? null : picture.bytes, {
    headers: {
      // The name is the hash of the bytes.
      'cache-control': 'private, max-age=31536000, immutable',
      'content-length': String(picture.bytes.length),
      'content-type': picture.mimeType,
    },
  });
}

async function takeUpload(
  request: Request,
  id: string,
  uploads: UploadReceivers | null,
): Promise<Response> {
  const uploadId = UploadId.safeParse(id);
  if (!uploadId.success || uploads === null) return notFound();
  return receiveUpload(request, uploadId.data, uploads);
}

function notFound(): Response {
  return errorResponse({ code: 'file.notFound' });
}

function notAllowed(allow: string): Response {
  return new Response(null, { status: 405, headers: { allow } });
}
