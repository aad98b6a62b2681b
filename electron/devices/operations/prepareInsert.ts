import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceContentProvider } from '../content/ContentProvider.ts';
import { detectProtection } from '../content/detectProtection.ts';
import type { DeviceConnection } from '../DeviceConnection.ts';
import type { FolderReference } from '../DeviceObject.ts';
import { sourceErrorOf } from '../SourceReadError.ts';
import type { InsertRequest, Placement, SourceDescription } from './InsertRequest.ts';

/** An insert of which is known what it is, under which name and into which folder. */
export interface PreparedInsert {
  readonly folder: FolderReference;
  readonly name: string;
  readonly description: SourceDescription;
}

/**
 * Asks the source what it is, finds the folder, and has the content provider say whether a locked file
 * may go there. Nothing is written.
 */
export async function prepareInsert(
  connection: DeviceConnection,
  contentProvider: DeviceContentProvider,
  request: InsertRequest,
): Promise<Result<PreparedInsert, AppError>> {
  const described = await request.source.describe(request.signal);
  if (!described.ok) return described;
  const description = described.value;
  const name = request.name ?? description.name;
  const folder = await folderOf(connection, request.placement, request.signal);
  if (!folder.ok) return folder;
  const allowed = await authorise(contentProvider, request, name, description.sizeBytes);
  return allowed.ok ? ok({ folder: folder.value, name, description }) : allowed;
}

async function folderOf(
  connection: DeviceConnection,
  placement: Placement,
  signal: AbortSignal,
): Promise<Result<FolderReference, AppError>> {
  if (placement.kind === 'into') return ok(placement.folder);
  const beside = await connection.stat(placement.objectId, signal);
  return beside.ok ? ok(beside.value.parent) : beside;
}

/** Clear files never touch the content provider. */
async function authorise(
  contentProvider: DeviceContentProvider,
  { source, protection = 'detect', signal }: InsertRequest,
  name: string,
  sizeBytes: number,
): Promise<Result<void, AppError>> {
  if (protection === 'clear') return ok();
  try {
    const scheme = await detectProtection((offsetBytes) => source.open(offsetBytes), sizeBytes);
    if (scheme === null && protection === 'detect') return ok();
    return await contentProvider.authorise({ name, scheme }, signal);
  } catch (thrown) {
    return err(sourceErrorOf(thrown, name));
  }
}
