import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryName } from '../base/temporaryName.ts';
import { ArtId } from '../contract/ids.ts';
import { maximumPictureBytes, pictureTypeOf } from './pictureTypeOf.ts';

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
