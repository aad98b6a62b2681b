import { setImmediate } from 'node:timers/promises';
import { err, ok, type Result } from '../../base/Result.ts';
import type { ContentKind } from '../../contract/devices.ts';
import type { AppError } from '../../contract/errors.ts';
import type { ObjectId, StorageId } from '../../contract/ids.ts';
import type { DeviceConnection } from '../../devices/DeviceConnection.ts';
import type { DeviceObject } from '../../devices/DeviceObject.ts';
import { contentKindOf } from '../contentKindOf.ts';

export type ContentBytes = Readonly<Record<ContentKind, number>>;

/** More than this a storage is not believed to hold, or not worth the time. */
export const maximumCounted = 300_000;

export const nothingCounted: ContentBytes = {
  music: 0,
  video: 0,
  picture: 0,
  playlist: 0,
  other: 0,
};

export function withAdded(counted: ContentBytes, objects: readonly DeviceObject[]): ContentBytes {
  const bytes = { ...counted };
  for (const { kind, format, sizeBytes } of objects) {
    if (kind === 'file') bytes[contentKindOf(format)] += sizeBytes;
  }
  return bytes;
}

/**
 * Bytes by kind of content of everything on a storage, folder by folder over a connection for the
 * background: a folder that was cut short is listed anew. A folder that cannot be read counts for nothing.
 * `device.protocol` for a storage that names more than `maximumCounted` objects.
 */
export async function countContents(
  connection: DeviceConnection,
  storageId: StorageId,
  signal: AbortSignal,
): Promise<Result<ContentBytes, AppError>> {
  let counted = nothingCounted;
  const seen = new Set<ObjectId>();
  const folders: (ObjectId | null)[] = [null];
  for (let folderId = folders.pop(); folderId !== undefined; folderId = folders.pop()) {
    let entries: DeviceObject[] = [];
    const tooMany = new AbortController();
    const listed = await connection.list(
      { storageId, folderId },
      {
        signal: AbortSignal.any([signal, tooMany.signal]),
        onEntries(part) {
          entries = entries.concat(part);
          if (seen.size + entries.length > maximumCounted) tooMany.abort();
        },
      },
    );
    if (signal.aborted) return err({ code: 'app.cancelled' });
    if (tooMany.signal.aborted)
      return err({ code: 'device.protocol', details: 'too many objects' });
    if (!listed.ok) {
      if (listed.error.code === 'device.disconnected') return listed;
      if (listed.error.code === 'device.busy') folders.push(folderId);
      continue;
    }
    // A device may name an object twice, or folders in a circle.
    const unseen = entries.filter(({ objectId }) => !seen.has(objectId));
    for (const { objectId, kind } of unseen) {
      seen.add(objectId);
      if (kind === 'folder') folders.push(objectId);
    }
    counted = withAdded(counted, unseen);
    await setImmediate();
  }
  return ok(counted);
}
