import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { maximumPictureBytes, pictureTypeOf } from './pictureTypeOf.ts';

/** In the order they are preferred; `front` with any ending comes after. */
const preferredNames = [
  'cover.jpg',
  'cover.jpeg',
  'cover.png',
  'cover.webp',
  'folder.jpg',
  'folder.jpeg',
  'folder.png',
];
const maximumNames = 20_000;
const maximumCandidates = 3;

/** The names in one folder that may be its cover, the likeliest first. */
interface Candidates {
  readonly folder: string;
  /** The folder's, when it was listed. */
  readonly modifiedMs: number;
  readonly names: readonly string[];
}

/**
 * Covers that lie beside files. The files of a folder come one after the other: it is listed once for
 * all of them, until it changes. Synchronous: for worker threads.
 */
export class PicturesBeside {
  readonly #list: (folder: string) => readonly string[];
  #last: Candidates | null = null;

  /** @param list names in a folder */
  constructor(list: (folder: string) => readonly string[] = (folder) => readdirSync(folder)) {
    this.#list = list;
  }

  /** The picture of the folder `path` is in, or `null`. Throws the file system's error. */
  read(path: string): Uint8Array | null {
    const folder = dirname(path);
    for (const name of this.#candidatesIn(folder)) {
      const bytes = readPicture(join(folder, name));
      if (bytes !== null) return bytes;
    }
    return null;
  }

  #candidatesIn(folder: string): readonly string[] {
    const { mtimeMs: modifiedMs } = statSync(folder);
    if (this.#last?.folder === folder && this.#last.modifiedMs === modifiedMs) {
      return this.#last.names;
    }
    const names = this.#list(folder)
      .slice(0, maximumNames)
      .map((name) => ({ name, rank: rankOf(name.toLowerCase()) }))
      .filter(({ rank }) => rank >= 0)
      .sort((left, right) => left.rank - right.rank)
      .slice(0, maximumCandidates)
      .map(({ name }) => name);
    this.#last = { folder, modifiedMs, names };
    return names;
  }
}

function rankOf(name: string): number {
  const rank = preferredNames.indexOf(name);
  if (rank >= 0) return rank;
  return /^front\.(jpe?g|png|webp|gif)$/.test(name) ? preferredNames.length : -1;
}

/** Reads a regular file of a picture's size; opening does not wait for a writer of a FIFO. */
function readPicture(path: string): Uint8Array | null {
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const { size } = fstatSync(file);
    if (!fstatSync(file).isFile() || size > maximumPictureBytes) return null;
    const bytes = new Uint8Array(size);
    const length = readSync(file, bytes, 0, size, 0);
    return pictureTypeOf(bytes) === null ? null : bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}
