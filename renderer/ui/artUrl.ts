import type { ArtId } from '../../electron/contract/ids.ts';

/** Where a picture is fetched, relative to the page. */
export function artUrl(artId: ArtId): string {
  return `art/${artId}`;
}
