import { collectInTurns } from '../../base/collectInTurns.ts';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { StorageId } from '../../contract/ids.ts';
import type { TransferDestination } from '../../contract/transfers.ts';
import type { DeviceStorage } from '../../devices/DeviceStorage.ts';
import { DeviceFolders } from '../../sync/execution/DeviceFolders.ts';
import type { TransferDevice } from '../../sync/execution/TransferDevice.ts';
import type { CopyFile } from '../../sync/planning/CopyFile.ts';
import { folderKey } from '../../sync/planning/FolderPath.ts';
import {
  placeFiles,
  type CopyDestination,
  type PlacedFile,
} from '../../sync/planning/placeFiles.ts';
import { TargetTree } from '../../sync/planning/TargetTree.ts';
import { readAncestors } from '../listings/readAncestors.ts';

/** Files placed or planned before others get a turn: a millisecond or two. */
export const filesPerTurn = 100;

/** What is known of the place that files go to. */
export interface Survey {
  readonly device: TransferDevice;
  readonly storageId: StorageId;
  readonly freeBytes: number;
  /** What was asked for, with nothing left open. */
  readonly destination: TransferDestination;
  readonly placed: readonly PlacedFile[];
  /** What is in the folders they go to. */
  readonly tree: TargetTree;
}

/** Gives files their places on a device and looks what is there. Rejects with the signal's reason. */
export async function surveyTarget(
  device: TransferDevice,
  files: readonly CopyFile[],
  wanted: TransferDestination,
  rememberedTemplate: string,
  signal: AbortSignal,
): Promise<Result<Survey, AppError>> {
  const storages = await device.connection.listStorages(signal);
  if (!storages.ok) return storages;
  const wantedId = wanted.kind === 'folder' ? wanted.folder.storageId : wanted.storageId;
  const storage = chosenStorage(storages.value, wantedId);
  if (!storage.ok) return storage;
  const { storageId, freeBytes } = storage.value;
  const template = (wanted.kind === 'byTemplate' ? wanted.template : null) ?? rememberedTemplate;
  const found = await findDestination(device, wanted, template, signal);
  if (!found.ok) return found;
  const { nameRules } = device.connection.capabilities;
  const placing = placeFiles(files, found.value, nameRules);
  const placed = await collectInTurns(placing, filesPerTurn, signal);
  const tree = await readTree(device, storage.value, placed, signal);
  if (!tree.ok) return tree;
  const destination: TransferDestination =
    wanted.kind === 'folder' ? wanted : { kind: 'byTemplate', storageId, template };
  return ok({ device, storageId, freeBytes, destination, placed, tree: tree.value });
}

function chosenStorage(
  storages: readonly DeviceStorage[],
  wantedId: StorageId | null,
): Result<DeviceStorage, AppError> {
  const chosen =
    wantedId === null
      ? (storages.find(({ readOnly }) => !readOnly) ?? storages[0])
      : storages.find(({ storageId }) => storageId === wantedId);
  if (chosen === undefined) return err({ code: 'device.noSuchStorage' });
  const { readOnly, label } = chosen;
  return readOnly ? err({ code: 'device.writeProtected', subject: label }) : ok(chosen);
}

async function findDestination(
  device: TransferDevice,
  wanted: TransferDestination,
  template: string,
  signal: AbortSignal,
): Promise<Result<CopyDestination, AppError>> {
  if (wanted.kind === 'byTemplate') return ok({ kind: 'byTemplate', template });
  const ancestors = await readAncestors(device.connection, wanted.folder, signal);
  if (!ancestors.ok) return ancestors;
  return ok({ kind: 'folder', path: ancestors.value.map(({ name }) => name) });
}

/** Only folders that files go to are listed, and those above them. */
async function readTree(
  device: TransferDevice,
  { storageId, label }: DeviceStorage,
  placed: readonly PlacedFile[],
  signal: AbortSignal,
): Promise<Result<TargetTree, AppError>> {
  const { nameRules } = device.connection.capabilities;
  const folders = new DeviceFolders(device.connection, device.operations);
  const tree = new TargetTree(nameRules);
  const wanted = new Map(placed.map(({ folder }) => [folderKey(folder, nameRules), folder]));
  for (const folder of wanted.values()) {
    for (let depth = 0; depth <= folder.length; depth += 1) {
      const path = folder.slice(0, depth);
      if (tree.has(path)) continue;
      const found = await folders.find(storageId, path, signal);
      // Below a file of the name there is nothing.
      if (!found.ok && found.error.code !== 'device.nameTaken') return found;
      if (!found.ok || found.value === null) break;
      // Whether a name is free there, nobody can say.
      if (found.value.isIncomplete) {
        return err({ code: 'device.failed', subject: path.at(-1) ?? label, details: 'incomplete' });
      }
      tree.set(path, found.value.objects);
    }
  }
  return ok(tree);
}
