import { ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceConnection } from '../DeviceConnection.ts';
import type { DeviceObject, FolderReference } from '../DeviceObject.ts';
import { nameKey } from '../names/legalName.ts';

/** What is in a folder, by the keys of the names. */
export async function objectsByName(
  connection: DeviceConnection,
  folder: FolderReference,
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, DeviceObject>, AppError>> {
  const { nameRules } = connection.capabilities;
  const found = new Map<string, DeviceObject>();
  const listed = await connection.list(folder, {
    signal,
    onEntries: (entries) => {
      for (const entry of entries) found.set(nameKey(entry.name, nameRules), entry);
    },
  });
  return listed.ok ? ok(found) : listed;
}
