import type { ArtId } from '../contract/ids.ts';
import type { ArtStore } from '../library/ArtStore.ts';

/** Players that keep covers with their own library have little memory for them. */
const maximumCoverBytes = 128 * 1_024;

/** The cover of a piece of music as a player can take it: a JPEG, and a small one. */
export async function readCover(art: ArtStore, artId: ArtId | null): Promise<Uint8Array | null> {
  const picture = artId === null ? null : await art.read(artId);
  const isFit = picture?.mimeType === 'image/jpeg' && picture.bytes.length <= maximumCoverBytes;
  return isFit ? picture.bytes : null;
}
