import type { ArtId } from '../contract/ids.ts';
import { jpegSize } from '../devices/jpegSize.ts';
import type { Art, ArtStore } from '../library/ArtStore.ts';
import type { CoverShrinker } from '../library/covers/CoverShrinker.ts';

/** Players that keep covers with their own library have little memory for them, and small screens. */
const limits = { maximumBytes: 128 * 1_024, maximumSide: 480 } as const;
/** Of the last albums: the songs of one have one cover. */
const maximumKept = 8;

/** The covers of music as players can take them: JPEGs, and small ones. */
export class PlayerCovers {
  readonly #art: Pick<ArtStore, 'read'>;
  readonly #shrinker: Pick<CoverShrinker, 'shrink'>;
  /** In the order they were made. */
  readonly #kept = new Map<ArtId, Promise<Uint8Array | null>>();

  constructor(art: Pick<ArtStore, 'read'>, shrinker: Pick<CoverShrinker, 'shrink'>) {
    this.#art = art;
    this.#shrinker = shrinker;
  }

  /** `null` where there is none, or it cannot be made small. */
  read(artId: ArtId | null): Promise<Uint8Array | null> {
    if (artId === null) return Promise.resolve(null);
    const cover = this.#kept.get(artId) ?? this.#make(artId);
    this.#kept.set(artId, cover);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > maximumKept && oldest !== undefined) this.#kept.delete(oldest);
    return cover;
  }

  /** A JPEG that is small already stays as it is. */
  async #make(artId: ArtId): Promise<Uint8Array | null> {
    const picture = await this.#art.read(artId);
    if (picture === null) return null;
    return isFit(picture) ? picture.bytes : this.#shrinker.shrink(picture.bytes, limits);
  }
}

function isFit({ mimeType, bytes }: Art): boolean {
  if (mimeType !== 'image/jpeg' || bytes.length > limits.maximumBytes) return false;
  const size = jpegSize(bytes);
  if (size === null || Math.min(size.widthPx, size.heightPx) === 0) return false;
  return Math.max(size.widthPx, size.heightPx) <= limits.maximumSide;
}
