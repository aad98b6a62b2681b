import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceObject } from '../../devices/DeviceObject.ts';
import type { ReplacedFile, ToDevice } from '../journal/Transfer.ts';
import type { DeviceFolder } from './DeviceFolder.ts';

/** Is it the file that a person decided to replace? */
export function isAsPlanned(object: DeviceObject, planned: ReplacedFile): boolean {
  return (
    object.kind === 'file' &&
    object.name === planned.name &&
    object.sizeBytes === planned.sizeBytes &&
    object.modifiedAtMs === planned.modifiedAtMs
  );
}

/**
 * The file whose place the copy takes; `null` when nothing has it, or only what the copy itself wrote.
 * What is another file by now was never decided about: `transfer.targetChanged`.
 */
export function findReplaced(
  { replaces }: Pick<ToDevice, 'replaces'>,
  folder: DeviceFolder,
  own: DeviceObject | null,
): Result<DeviceObject | null, AppError> {
  if (replaces === null) return ok(null);
  const found = folder.find(replaces.name);
  if (!found.ok || found.value === null || found.value.objectId === own?.objectId) {
    return found.ok ? ok(null) : found;
  }
  return isAsPlanned(found.value, replaces) ? found : err(targetChanged(replaces));
}

export function targetChanged({ name }: ReplacedFile): AppError {
  return { code: 'transfer.targetChanged', subject: name };
}
