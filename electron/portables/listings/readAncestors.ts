import { err, ok, type Result } from '../../base/Result.ts';
import type { DeviceFolder } from '../../contract/devices.ts';
import type { AppError } from '../../contract/errors.ts';
import type { ObjectId } from '../../contract/ids.ts';
import type { DeviceConnection } from '../../devices/DeviceConnection.ts';
import type { DeviceObject } from '../../devices/DeviceObject.ts';

/** Deeper than folders of a player are, and than a person would look. */
const maximumDepth = 64;

/**
 * The folders from below the root down to `folder`, asked one by one from below. A device whose folders
 * lie in a circle, or deeper than `maximumDepth`, is answered with `device.protocol`.
 */
export async function readAncestors(
  connection: DeviceConnection,
  { folderId }: DeviceFolder,
  signal: AbortSignal,
): Promise<Result<readonly DeviceObject[], AppError>> {
  const ancestors: DeviceObject[] = [];
  const seen = new Set<ObjectId>();
  for (let objectId = folderId; objectId !== null;) {
    if (seen.has(objectId) || seen.size >= maximumDepth) {
      return err({ code: 'device.protocol', details: 'folders in a circle' });
    }
    seen.add(objectId);
    const stated = await connection.stat(objectId, signal);
    if (!stated.ok) return stated;
    ancestors.unshift(stated.value);
    objectId = stated.value.parent.folderId;
  }
  return ok(ancestors);
}
