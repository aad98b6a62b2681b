import { setImmediate } from 'node:timers/promises';
import { sortInTurns } from '../../base/sortInTurns.ts';
import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { ObjectId, StorageId } from '../../contract/ids.ts';
import type { DeviceConnection } from '../../devices/DeviceConnection.ts';
import type { DeviceObject } from '../../devices/DeviceObject.ts';
import { compareNaturally } from '../../library/naturalOrder.ts';
import { readAncestors } from '../listings/readAncestors.ts';

/** Deeper than folders of a player are, and more than are on one. */
const maximumDepth = 64;
/** Of files and folders: more than any player holds. */
const maximumObjects = 200_000;

/** A file that was found below what was chosen. */
export interface WalkedObject {
  readonly object: DeviceObject;
  readonly storageId: StorageId;
  /** Names from below the root of the storage down to its own. */
  readonly path: readonly string[];
  /** Folders between what was chosen and the file: the chosen folder first, none for a chosen file. */
  readonly levels: readonly string[];
}

/** A folder below what was chosen, or one that was. */
export interface WalkedFolder {
  /** From the chosen folder down to its own name. */
  readonly levels: readonly string[];
  readonly modifiedAtMs: number | null;
}

/** What one folder holds, or a part of it; or a file that was chosen. */
export interface WalkedBatch {
  readonly files: readonly WalkedObject[];
  /** Folders that hold nothing. */
  readonly emptyFolders: readonly WalkedFolder[];
  readonly failures: readonly AppError[];
}

/** Files told at once: whoever takes them has a few milliseconds' work with them. */
export const maximumBatchFiles = 1_000;

const nothing: WalkedBatch = { files: [], emptyFolders: [], failures: [] };

interface Step {
  readonly object: DeviceObject;
  readonly path: readonly string[];
  readonly levels: readonly string[];
}

/**
 * The files that were chosen and those in chosen folders, folder by folder, in the order a person reads
 * them. A folder that cannot be read is told, and the rest goes on; so is one in a circle, or too deep, as
 * `device.protocol`. More than any player holds is `device.protocol`, too, and the end. After an abort it
 * ends early.
 */
export async function* walkObjects(
  connection: DeviceConnection,
  objectIds: readonly ObjectId[],
  signal: AbortSignal,
): AsyncGenerator<WalkedBatch, void, undefined> {
  const seen = new Set<ObjectId>();
  let objectCount = 0;
  // Of the step taken next at the end.
  const waiting: Step[] = [];
  const enter = (folder: readonly Step[]): void => {
    for (const step of folder.toReversed()) waiting.push(step);
  };

  for (const objectId of objectIds) {
    const chosen = await chosenStep(connection, objectId, signal);
    if (!chosen.ok) yield { ...nothing, failures: [chosen.error] };
    else if (chosen.value.object.kind === 'folder') enter([chosen.value]);
    else yield { ...nothing, files: [walked(chosen.value)] };
    objectCount += 1;
    for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
      const { object, path, levels } = step;
      const isTooMuch = objectCount > maximumObjects;
      if (isTooMuch || levels.length >= maximumDepth || seen.has(object.objectId)) {
        yield { ...nothing, failures: [{ code: 'device.protocol', subject: object.name }] };
        if (isTooMuch) return;
        continue;
      }
      seen.add(object.objectId);
      const listed = await listFolder(connection, object, signal);
      if (!listed.ok) yield { ...nothing, failures: [listed.error] };
      if (signal.aborted) return;
      if (!listed.ok) continue;
      objectCount += listed.value.length;
      const ownLevels = [...levels, object.name];
      if (listed.value.length === 0) {
        const empty = { levels: ownLevels, modifiedAtMs: object.modifiedAtMs };
        yield { ...nothing, emptyFolders: [empty] };
      }
      const folders: Step[] = [];
      for await (const part of inOrder(listed.value, signal)) {
        const steps = part.map((entry) => ({
          object: entry,
          path: [...path, entry.name],
          levels: ownLevels,
        }));
        for (const each of steps) if (each.object.kind === 'folder') folders.push(each);
        const files = steps.filter((each) => each.object.kind === 'file').map(walked);
        if (files.length > 0) yield { ...nothing, files };
      }
      enter(folders);
    }
    if (signal.aborted) return;
  }
}

/** As a person orders names, part by part, with room for others in between; nothing after an abort. */
async function* inOrder(
  entries: readonly DeviceObject[],
  signal: AbortSignal,
): AsyncGenerator<readonly DeviceObject[], void, undefined> {
  const byName = (one: DeviceObject, other: DeviceObject) => compareNaturally(one.name, other.name);
  const sorted = await sortInTurns(entries, byName, signal).catch((thrown: unknown) => {
    if (signal.aborted) return [];
    throw thrown;
  });
  for (let from = 0; from < sorted.length; from += maximumBatchFiles) {
    if (from > 0) await setImmediate();
    if (signal.aborted) return;
    yield sorted.slice(from, from + maximumBatchFiles);
  }
}

function walked(step: Step): WalkedObject {
  return { ...step, storageId: step.object.parent.storageId };
}

async function chosenStep(
  connection: DeviceConnection,
  objectId: ObjectId,
  signal: AbortSignal,
): Promise<Result<Step, AppError>> {
  const stated = await connection.stat(objectId, signal);
  if (!stated.ok) return stated;
  const object = stated.value;
  const above = await readAncestors(connection, object.parent, signal);
  if (!above.ok) return above;
  return ok({ object, path: [...above.value.map(({ name }) => name), object.name], levels: [] });
}

async function listFolder(
  connection: DeviceConnection,
  { objectId, parent, name }: DeviceObject,
  signal: AbortSignal,
): Promise<Result<readonly DeviceObject[], AppError>> {
  const entries: DeviceObject[] = [];
  const listed = await connection.list(
    { storageId: parent.storageId, folderId: objectId },
    {
      signal,
      onEntries: (some) => {
        for (const entry of some) entries.push(entry);
      },
    },
  );
  return listed.ok ? ok(entries) : err({ ...listed.error, subject: name });
}
