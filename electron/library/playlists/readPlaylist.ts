import { readSync } from 'node:fs';
import { basename } from 'node:path';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import { fileErrorOf } from '../fileErrorOf.ts';
import { openRegularFile } from '../openRegularFile.ts';
import { maximumPlaylistBytes, type ParsedEntry, parsePlaylist } from './parsePlaylist.ts';

/** Reads a playlist file of at most 10 MiB. Synchronous: for worker threads. */
export function readPlaylist(path: string): Result<readonly ParsedEntry[], AppError> {
  const subject = basename(path);
  const opened = openRegularFile(path, subject);
  if (!opened.ok) return opened;
  using file = opened.value;
  if (file.sizeBytes > maximumPlaylistBytes) return err({ code: 'file.tooLarge', subject });
  try {
    const bytes = new Uint8Array(file.sizeBytes);
    const entries = parsePlaylist(bytes.subarray(0, readSync(file.fileDescriptor, bytes)));
    return entries === null ? err({ code: 'playlist.unreadable', subject }) : ok(entries);
  } catch (error) {
    return err(fileErrorOf(error, subject));
  }
}
