import { mkdirSync } from 'node:fs';
import { readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Mutex } from '../base/Mutex.ts';
import { isTemporaryName } from '../base/temporaryName.ts';
import { ArtId } from '../contract/ids.ts';
import { pictureTypeOf, type PictureType } from './pictureTypeOf.ts';

export interface Art {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mimeType: PictureType;
}

const defaultMaximumBytes = 512 * 1_048_576;
/** How far eviction goes below the limit, so that it does not run for every picture. */
const keptShare = 0.8;

/**
 * Pictures of tracks in one folder, named by the SHA-1 of their bytes. They are written by the tag
 * workers (`storePicture`); here they are read, and the least recently read are removed when there
 * are too many bytes. A removed picture comes back when its track is read again.
 */
export class ArtStore {
  readonly folder: string;
  readonly #maximumBytes: number;
  readonly #evicting = new Mutex();
  /** `null` until the folder was first looked through. */
  #totalBytes: number | null = null;

  /** @param folder `<profile>/art`; made when missing */
  constructor(folder: string, maximumBytes: number = defaultMaximumBytes) {
    this.folder = folder;
    this.#maximumBytes = maximumBytes;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  /** The picture, or `null` when it is not (or no longer) here. */
  async read(artId: ArtId): Promise<Art | null> {
    const path = join(this.folder, artId);
    try {
      const bytes = await readFile(path);
      const mimeType = pictureTypeOf(bytes);
      if (mimeType === null) return null;
      await noteUse(path);
      return { bytes, mimeType };
    } catch {
      // Gone, or unreadable: either way there is no picture to show.
      return null;
    }
  }

  /** Told by the tag reader when a worker added a picture. @returns when what was too much is gone */
  async noteAdded(addedBytes: number): Promise<void> {
    if (addedBytes === 0) return;
    if (this.#totalBytes !== null) this.#totalBytes += addedBytes;
    if (this.#totalBytes !== null && this.#totalBytes <= this.#maximumBytes) return;
    // A folder that cannot be cleaned now is looked through again with the next picture.
    await this.evict().catch(() => undefined);
  }

  /**
   * While there are too many bytes, removes the least recently read pictures, and what writes that
   * were broken off left behind as if it were one. Rejects with the file system's error.
   */
  evict(): Promise<void> {
    return this.#evicting.runExclusive(async () => {
      const pictures = await this.#list();
      let totalBytes = pictures.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
      if (totalBytes > this.#maximumBytes) {
        for (const { path, sizeBytes } of pictures) {
          if (totalBytes <= this.#maximumBytes * keptShare) break;
          await rm(path, { force: true });
          totalBytes -= sizeBytes;
        }
      }
      this.#totalBytes = totalBytes;
    });
  }

  /** Oldest first. */
  async #list(): Promise<{ path: string; sizeBytes: number; usedMs: number }[]> {
    const pictures: { path: string; sizeBytes: number; usedMs: number }[] = [];
    for (const name of await readdir(this.folder)) {
      if (!isOurs(name)) continue;
      const path = join(this.folder, name);
      try {
        const { size, mtimeMs } = await stat(path);
        pictures.push({ path, sizeBytes: size, usedMs: mtimeMs });
      } catch {
        // Renamed or removed in the meantime.
      }
    }
    return pictures.sort((left, right) => left.usedMs - right.usedMs);
  }
}

/** A picture, or one that was being written. What else may be here is not ours to remove. */
function isOurs(name: string): boolean {
  return ArtId.safeParse(name).success || isTemporaryName(name);
}

/** A disk that may only be read shows its pictures all the same. */
async function noteUse(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined);
}
