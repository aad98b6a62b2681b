import type { Dirent } from 'node:fs';
import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ListOptions, ListOutcome } from '../../DeviceConnection.ts';
import type { DeviceObject, FolderReference, SkippedObject } from '../../DeviceObject.ts';
import { cleanLabel } from '../../names/cleanLabel.ts';
import type { VolumeTree } from './VolumeTree.ts';

const batchEntries = 200;
/** A folder of more is no folder of a player, but an attack on our memory. */
const maximumEntries = 500_000;

/** Tells of what is directly in a folder, batch by batch. */
export async function listFolder(
  tree: VolumeTree,
  folder: FolderReference,
  options: ListOptions,
): Promise<ListOutcome> {
  const { signal } = options;
  const path = await tree.folderPath(folder);
  const skipped: SkippedObject[] = [];
  let batch: Dirent[] = [];
  let count = 0;
  const tell = async () => {
    const objects = await Promise.all(
      batch.map((entry) => describeEntry(tree, folder, path, entry)),
    );
    signal.throwIfAborted();
    const found = objects.filter((object): object is DeviceObject => 'objectId' in object);
    skipped.push(...objects.filter((object): object is SkippedObject => 'reason' in object));
    batch = [];
    if (found.length > 0) options.onEntries(found);
  };
  for await (const entry of await opendir(path, { bufferSize: batchEntries })) {
    signal.throwIfAborted();
    count += 1;
    if (count > maximumEntries) {
      skipped.push({ reason: 'tooMany', name: null });
      break;
    }
    batch.push(entry);
    if (batch.length === batchEntries) await tell();
  }
  await tell();
  return { skipped };
}

async function describeEntry(
  tree: VolumeTree,
  { folderId }: FolderReference,
  path: string,
  entry: Dirent,
): Promise<DeviceObject | SkippedObject> {
  const name = cleanLabel(entry.name);
  // Bytes that are no UTF-8 are read as this; under that name there is nothing to find.
  if (entry.name.includes('\ufffd')) return { reason: 'illegalName', name };
  const stats = await lstat(join(path, entry.name), { bigint: true }).catch(() => null);
  if (stats === null) return { reason: 'unreadable', name };
  if (!stats.isFile() && !stats.isDirectory()) return { reason: 'notRegular', name };
  return tree.describe(folderId, entry.name, stats);
}
