import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryName } from '../base/temporaryName.ts';
import { ArtId } from '../contract/ids.ts';
import { maximumPictureBytes, pictureTypeOf } from './pictureTypeOf.ts';

/** In the order they are preferred; `front` with any ending comes after. */
const namesBeside = [
  'cover.jpg',
  'cover.jpeg',
  'cover.png',
  'cover.webp',
  'folder.jpg',
  'folder.jpeg',
  'folder.png',
];
const maximumNamesBeside = 20_000;

export interface StoredPicture {
  readonly artId: ArtId;
  /** 0 when the same picture was there already. */
  readonly addedBytes: number;
}

/**
 * Keeps a picture in the art folder under the SHA-1 of its bytes, atomically. `null` when it is no
 * picture or too large. Synchronous: for worker threads.
 */
export function storePicture(folder: string, bytes: Uint8Array): StoredPicture | null {
  if (bytes.length > maximumPictureBytes || pictureTypeOf(bytes) === null) return null;
  const artId = ArtId.parse(createHash('sha1').update(bytes).digest('hex'));
  const path = join(folder, artId);
  if (existsSync(path)) return { artId, addedBytes: 0 };
  const temporaryPath = join(folder, temporaryName(path));
  try {
    const file = openSync(temporaryPath, 'wx', 0o600);
    try {
      let done = 0;
      while (done < bytes.length) done += writeSync(file, bytes, done);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporaryPath, path);
  } catch (error) {
    rmSync(temporaryPath, { force: true });
    throw error;
  }
  return { artId, addedBytes: bytes.length };
}

/** The picture of the folder a file is in, or `null`. Synchronous: for worker threads. */
export function readPictureBeside(path: string): Uint8Array | null {
  const folder = dirname(path);
  const names = readdirSync(folder).slice(0, maximumNamesBeside);
  const ranked = names
    .map((name) => ({ name, rank: rankOf(name.toLowerCase()) }))
    .filter(({ rank }) => rank >= 0)
    .sort((left, right) => left.rank - right.rank);
  for (const { name } of ranked.slice(0, 3)) {
    const bytes = readPicture(join(folder, name));
    if (bytes !== null) return bytes;
  }
  return null;
}

function rankOf(name: string): number {
  const rank = namesBeside.indexOf(name);
  if (rank >= 0) return rank;
  return /^front\.(jpe?g|png|webp|gif)$/.test(name) ? namesBeside.length : -1;
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
