import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceConnection } from '../DeviceConnection.ts';
import { isLegalName, nameKey } from '../names/legalName.ts';
import { objectsByName } from './objectsByName.ts';
import type { InsertRequest } from './InsertRequest.ts';
import type { PreparedInsert } from './prepareInsert.ts';

/** Would it be taken? Asks the device everything that could speak against it, and writes nothing. */
export async function queryInsert(
  connection: DeviceConnection,
  request: InsertRequest,
  { folder, name, description }: PreparedInsert,
): Promise<Result<void, AppError>> {
  const { maximumObjectBytes, nameRules } = connection.capabilities;
  const subject = name;
  const storages = await connection.listStorages(request.signal);
  if (!storages.ok) return storages;
  const storage = storages.value.find(({ storageId }) => storageId === folder.storageId);
  if (storage === undefined) return err({ code: 'device.noSuchStorage', subject });
  if (storage.readOnly) return err({ code: 'device.writeProtected', subject });
  if (!isLegalName(name, nameRules)) return err({ code: 'device.illegalName', subject });
  if (description.sizeBytes > maximumObjectBytes) {
    return err({ code: 'device.objectTooLarge', subject });
  }
  if (description.sizeBytes > storage.freeBytes)
    return err({ code: 'device.storageFull', subject });
  const names = await objectsByName(connection, folder, request.signal);
  if (!names.ok) return names;
  const old = names.value.get(nameKey(name, nameRules));
  const isInTheWay = old !== undefined && (request.overwrite !== true || old.kind === 'folder');
  return isInTheWay ? err({ code: 'device.nameTaken', subject }) : ok();
}
