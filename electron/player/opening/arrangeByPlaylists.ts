import type { AppError } from '../../contract/errors.ts';
import type { UploadManifestEntry } from '../../contract/files.ts';
import type { ParsedEntry } from '../../library/playlists/parsePlaylist.ts';
import { DroppedPaths } from './DroppedPaths.ts';
import type { OpenedFile } from './FileReceiver.ts';

/** A playlist that was dropped together with files. */
export interface DroppedPlaylist {
  readonly fileName: string;
  readonly entries: readonly ParsedEntry[];
}

export interface ArrangedDrop {
  readonly files: readonly OpenedFile[];
  /** Of each playlist that names files that were not dropped. */
  readonly failures: readonly AppError[];
  /** Entries that are addresses of the web. */
  readonly remoteCount: number;
}

/** What the playlists name, in their order and with their words, then the files none of them names. */
export function arrangeByPlaylists(
  playlists: readonly DroppedPlaylist[],
  dropped: readonly UploadManifestEntry[],
): ArrangedDrop {
  const paths = new DroppedPaths(dropped);
  const named = new Set<UploadManifestEntry>();
  const files: OpenedFile[] = [];
  const failures: AppError[] = [];
  let remoteCount = 0;
  for (const { fileName, entries } of playlists) {
    const local = entries.filter(({ location }) => !isRemote(location));
    remoteCount += entries.length - local.length;
    let missingCount = 0;
    for (const { location, title, durationMs } of local) {
      const file = paths.find(location);
      if (file === null) {
        missingCount += 1;
      } else {
        named.add(file);
        files.push({ kind: 'upload', ...file, hint: { title, durationMs } });
      }
    }
    if (missingCount > 0) {
      failures.push({ code: 'playlist.filesMissing', subject: fileName, count: missingCount });
    }
  }
  for (const file of dropped) if (!named.has(file)) files.push({ kind: 'upload', ...file });
  return { files, failures, remoteCount };
}

function isRemote(location: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(location) && !/^file:/i.test(location);
}
