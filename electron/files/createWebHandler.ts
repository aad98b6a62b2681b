import type { ArtStore } from '../library/ArtStore.ts';
import type { Grants } from './Grants.ts';
import type { UploadSpool } from './UploadSpool.ts';

export interface WebHandlerOptions {
  /** Folder of the built renderer, with `index.html`. */
  readonly rendererFolder: string;
  readonly grants: Grants;
  readonly art: ArtStore;
  /** `null` where nothing is uploaded (desktop). */
  readonly uploads: UploadSpool | null;
  /** Sent with every response beside, or instead of, `securityHeaders()`. */
  readonly extraHeaders?: Readonly<Record<string, string>>;
}

export type WebHandler = (request: Request) => Promise<Response>;

/**
 * Serves a page and what it plays: `/` the renderer's files, `/media/{grantId}`, `/art/{artId}`,
 * `PUT /upload/{uploadId}`. Who may ask is the host's business. Never rejects.
 */
export function createWebHandler(_options: WebHandlerOptions): WebHandler {
  throw new Error('being built');
}
