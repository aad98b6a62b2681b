import type { ArtId } from '../contract/ids.ts';
import { jpegSize } from '../devices/jpegSize.ts';
import type { Art, ArtStore } from '../library/ArtStore.ts';
import type { CoverShrinker } from '../library/covers/CoverShrinker.ts';

/** Players that keep covers with their own library have little memory for them, and small screens. */
const limits = { maximumBytes: 128 * 1_024, maximumSide: 480 } as const;
/** Of the last albums: the songs of one have one cover. */
const maximumKept = 8;

/** A cover that is made, or being made for those who wait. */
interface Cover {
  readonly bytes: Promise<Uint8Array | null>;
  /** Ends its making. */
  readonly controller: AbortController;
  isMade: boolean;
  waitingCount: number;
}

/** The covers of music as players can take them: JPEGs, and small ones. */
export class PlayerCovers {
  readonly #art: Pick<ArtStore, 'read'>;
  readonly #shrinker: Pick<CoverShrinker, 'shrink'>;
  /** In the order they were made. */
  readonly #kept = new Map<ArtId, Cover>();

  constructor(art: Pick<ArtStore, 'read'>, shrinker: Pick<CoverShrinker, 'shrink'>) {
    this.#art = art;
    this.#shrinker = shrinker;
  }

  /**
   * `null` where there is none, it cannot be made small, or `signal` aborts: then at once. What nobody waits
   * for is not made to its end.
   */
  async read(artId: ArtId | null, signal: AbortSignal): Promise<Uint8Array | null> {
    if (artId === null || signal.aborted) return null;
    const cover = this.#kept.get(artId) ?? this.#begin(artId);
    const aborted = Promise.withResolvers<null>();
    const onAbort = () => aborted.resolve(null);
    signal.addEventListener('abort', onAbort, { once: true });
    cover.waitingCount += 1;
    try {
      return await Promise.race([cover.bytes, aborted.promise]);
    } finally {
      signal.removeEventListener('abort', onAbort);
      cover.waitingCount -= 1;
      if (cover.waitingCount === 0 && !cover.isMade) {
        cover.controller.abort();
        if (this.#kept.get(artId) === cover) this.#kept.delete(artId);
      }
    }
  }

  #begin(artId: ArtId): Cover {
    const controller = new AbortController();
    const bytes = this.#make(artId, controller.signal).finally(() => (cover.isMade = true));
    const cover: Cover = { bytes, controller, isMade: false, waitingCount: 0 };
    this.#kept.set(artId, cover);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > maximumKept && oldest !== undefined) this.#kept.delete(oldest);
    return cover;
  }

  /** A JPEG that is small already stays as it is. */
  async #make(artId: ArtId, signal: AbortSignal): Promise<Uint8Array | null> {
    const picture = await this.#art.read(artId);
    if (picture === null) return null;
    return isFit(picture) ? picture.bytes : this.#shrinker.shrink(picture.bytes, limits, signal);
  }
}

function isFit({ mimeType, bytes }: Art): boolean {
  if (mimeType !== 'image/jpeg' || bytes.length > limits.maximumBytes) return false;
  const size = jpegSize(bytes);
  if (size === null || Math.min(size.widthPx, size.heightPx) === 0) return false;
  return Math.max(size.widthPx, size.heightPx) <= limits.maximumSide;
}
