import type { UploadManifestEntry } from '../../electron/contract/files.ts';
import type { UploadId } from '../../electron/contract/ids.ts';
import type { DroppedFile } from './Bridge.ts';

/** What main is told of a dropped file. */
export function manifestEntryOf(
  uploadId: UploadId,
  { file, relativePath }: DroppedFile,
): UploadManifestEntry {
  return { uploadId, relativePath, sizeBytes: file.size, modifiedAtMs: file.lastModified };
}
