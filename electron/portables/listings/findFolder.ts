import { ok, type Result } from '../../base/Result.ts';
import type { DeviceFolder } from '../../contract/devices.ts';
import type { AppError } from '../../contract/errors.ts';
import type { ObjectId, StorageId } from '../../contract/ids.ts';
import type { DeviceConnection } from '../../devices/DeviceConnection.ts';
import { cleanText } from '../../library/cleanText.ts';

/** The folder of these names, as pages are shown them, from the root on; the deepest that is there. */
export async function findFolder(
  connection: DeviceConnection,
  storageId: StorageId,
  path: readonly string[],
  signal: AbortSignal,
): Promise<Result<DeviceFolder, AppError>> {
  let folder: DeviceFolder = { storageId, folderId: null };
  for (const name of path) {
    const found = await folderNamed(connection, folder, name, signal);
    if (!found.ok) return found;
    if (found.value === null) break;
    folder = { storageId, folderId: found.value };
  }
  return ok(folder);
}

/** The rest of a listing that has told what is looked for is not waited for. */
async function folderNamed(
  connection: DeviceConnection,
  parent: DeviceFolder,
  wanted: string,
  signal: AbortSignal,
): Promise<Result<ObjectId | null, AppError>> {
  const enough = new AbortController();
  const found: ObjectId[] = [];
  const listed = await connection.list(parent, {
    signal: AbortSignal.any([signal, enough.signal]),
    onEntries(entries) {
      for (const { kind, name, objectId } of entries) {
        if (kind === 'folder' && cleanText(name) === wanted) found.push(objectId);
      }
      if (found.length > 0) enough.abort();
    },
  });
  const [objectId = null] = found;
  return listed.ok || objectId !== null ? ok(objectId) : listed;
}
