import { readFile } from 'node:fs/promises';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { UploadManifestEntry } from '../../contract/files.ts';
import type { UploadId } from '../../contract/ids.ts';
import type { UploadHold } from '../../files/UploadWaiters.ts';
import { fileErrorOf } from '../../library/fileErrorOf.ts';
import { parsePlaylist } from '../../library/playlists/parsePlaylist.ts';
import type { DroppedPlaylist } from './arrangeByPlaylists.ts';

/** Some thousand entries; read in main, where a longer one would hold up what plays. */
export const maximumDroppedPlaylistBytes = 512 * 1_024;

/** Asks a page for the bytes of an upload; see `UploadSpool.want`. */
export type WantUpload = (
  uploadId: UploadId,
  signal: AbortSignal,
) => Promise<Result<UploadHold, AppError>>;

/** Fetches a dropped playlist from its page and reads it. Errors: `file.*`, `upload.*`, `playlist.unreadable`. */
export async function readDroppedPlaylist(
  { uploadId, relativePath: fileName, sizeBytes }: UploadManifestEntry,
  want: WantUpload,
  signal: AbortSignal,
): Promise<Result<DroppedPlaylist, AppError>> {
  if (sizeBytes > maximumDroppedPlaylistBytes) {
    return err({ code: 'file.tooLarge', subject: fileName });
  }
  const wanted = await want(uploadId, signal);
  if (!wanted.ok) return wanted;
  using hold = wanted.value;
  try {
    const entries = parsePlaylist(await readFile(hold.path));
    return entries === null
      ? err({ code: 'playlist.unreadable', subject: fileName })
      : ok({ fileName, entries });
  } catch (error) {
    return err(fileErrorOf(error, fileName));
  }
}
