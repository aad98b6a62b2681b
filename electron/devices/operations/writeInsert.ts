import { err, type Result } from '../../base/Result.ts';
import type { DeviceConnection, WriteFailure, WriteRequest } from '../DeviceConnection.ts';
import type { DeviceObject } from '../DeviceObject.ts';
import { writeFailure } from '../FailureShape.ts';
import { nameKey } from '../names/legalName.ts';
import { TakenNames } from '../names/TakenNames.ts';
import { objectsByName } from './objectsByName.ts';
import type { InsertRequest } from './InsertRequest.ts';
import type { OperationReport } from './OperationSlot.ts';
import type { PreparedInsert } from './prepareInsert.ts';

/** Writes what was prepared: new, in the place of what has its name, or going on with a part of it. */
export async function writeInsert(
  connection: DeviceConnection,
  request: InsertRequest,
  prepared: PreparedInsert,
  report: OperationReport,
): Promise<Result<DeviceObject, WriteFailure>> {
  const { folder, name, description } = prepared;
  const { sizeBytes, format, metadata, modifiedAtMs } = description;
  report.begun(sizeBytes);
  const write: WriteRequest = {
    folder,
    name,
    sizeBytes,
    format,
    metadata,
    modifiedAtMs,
    open: (offsetBytes) => request.source.open(offsetBytes),
    signal: request.signal,
    onProgress: (writtenBytes) => report.progressed(writtenBytes),
    ...(request.onCreated === undefined ? {} : { onCreated: request.onCreated }),
  };
  if (request.resumes !== undefined) {
    const { objectId, ...known } = request.resumes;
    return connection.resumeWrite(objectId, { ...write, ...known });
  }
  if (request.overwrite !== true) return connection.write(write);

  const names = await objectsByName(connection, folder, request.signal);
  if (!names.ok) return err(writeFailure.of(names.error));
  const { nameRules } = connection.capabilities;
  const old = names.value.get(nameKey(name, nameRules));
  if (old === undefined) return connection.write(write);
  if (old.kind === 'folder') {
    return err(writeFailure.of({ code: 'device.nameTaken', subject: name }));
  }
  return connection.capabilities.operations.has('rename')
    ? replaceAfterwards(connection, write, old, names.value.keys())
    : replaceBeforehand(connection, write, old);
}

/** The old file stays until the new one is whole beside it. */
async function replaceAfterwards(
  connection: DeviceConnection,
  write: WriteRequest,
  old: DeviceObject,
  takenKeys: Iterable<string>,
): Promise<Result<DeviceObject, WriteFailure>> {
  const besideName = new TakenNames(connection.capabilities.nameRules, takenKeys).unique(
    write.name,
  );
  const written = await connection.write({ ...write, name: besideName });
  if (!written.ok) return written;
  const { objectId, sizeBytes } = written.value;
  const partial = { objectId, name: besideName, writtenBytes: sizeBytes };
  const removed = await connection.remove(old.objectId, write.signal);
  if (!removed.ok) return err({ error: removed.error, partial });
  const renamed = await connection.rename(objectId, write.name, write.signal);
  return renamed.ok ? renamed : err({ error: renamed.error, partial });
}

/** Where nothing can be renamed: the old file goes first, and that it is gone is asked before more is sent. */
async function replaceBeforehand(
  connection: DeviceConnection,
  write: WriteRequest,
  old: DeviceObject,
): Promise<Result<DeviceObject, WriteFailure>> {
  const removed = await connection.remove(old.objectId, write.signal);
  if (!removed.ok) return err(writeFailure.of(removed.error));
  const still = await connection.stat(old.objectId, write.signal);
  if (still.ok) return err(writeFailure.of({ code: 'device.nameTaken', subject: write.name }));
  if (still.error.code !== 'device.noSuchObject') return err(writeFailure.of(still.error));
  return connection.write(write);
}
