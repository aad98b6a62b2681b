import { err, ok, type Result } from '../../base/Result.ts';
import type { DevicePlace } from '../../contract/devices.ts';
import type { AppError } from '../../contract/errors.ts';
import type { ObjectId } from '../../contract/ids.ts';
import type { DeviceConnection } from '../../devices/DeviceConnection.ts';
import type { DeviceObject } from '../../devices/DeviceObject.ts';
import type { DeviceOperations } from '../../devices/operations/DeviceOperations.ts';
import { DeviceFolders } from '../../sync/execution/DeviceFolders.ts';

/** Ids that are kept; the ones unused for longest go. */
const maximumKnown = 20_000;

/** Finds the files of one open device by their names. */
export class ObjectFinder {
  readonly #connection: DeviceConnection;
  readonly #operations: DeviceOperations;
  /** By place, in the order of use. Each is asked for again before it is believed. */
  readonly #known = new Map<string, ObjectId>();
  /** `null` until something was looked for. */
  #folders: DeviceFolders | null = null;

  constructor(connection: DeviceConnection, operations: DeviceOperations) {
    this.#connection = connection;
    this.#operations = operations;
  }

  remember(place: DevicePlace, objectId: ObjectId): void {
    const key = keyOf(place);
    this.#known.delete(key);
    this.#known.set(key, objectId);
    const [oldest] = this.#known.keys();
    if (this.#known.size > maximumKnown && oldest !== undefined) this.#known.delete(oldest);
  }

  /** The file as the device describes it now; `device.noSuchObject` when it is not there. */
  async find(place: DevicePlace, signal: AbortSignal): Promise<Result<DeviceObject, AppError>> {
    const known = this.#known.get(keyOf(place));
    const first = known === undefined ? null : await this.#ask(place, known, signal);
    if (first !== null) return first;
    // What was listed before may be out of date: then it is listed anew.
    for (let isListed = false; !isListed;) {
      isListed = this.#folders === null;
      this.#folders ??= new DeviceFolders(this.#connection, this.#operations);
      const listed = await this.#lookFor(this.#folders, place, signal);
      if (!listed.ok) return listed;
      const asked = listed.value === null ? null : await this.#ask(place, listed.value, signal);
      if (asked !== null) return asked;
      this.#folders = null;
    }
    this.#known.delete(keyOf(place));
    return err({ code: 'device.noSuchObject' });
  }

  /** @returns `null` when the id names something else by now */
  async #ask(
    place: DevicePlace,
    objectId: ObjectId,
    signal: AbortSignal,
  ): Promise<Result<DeviceObject, AppError> | null> {
    const stated = await this.#connection.stat(objectId, signal);
    if (!stated.ok) return stated.error.code === 'device.noSuchObject' ? null : stated;
    const { kind, name } = stated.value;
    if (kind !== 'file' || name !== place.path.at(-1)) return null;
    this.remember(place, objectId);
    return stated;
  }

  async #lookFor(
    folders: DeviceFolders,
    { storageId, path }: DevicePlace,
    signal: AbortSignal,
  ): Promise<Result<ObjectId | null, AppError>> {
    const folder = await folders.find(storageId, path.slice(0, -1), signal);
    if (!folder.ok) return folder;
    return ok(folder.value?.named(path.at(-1) ?? '')?.objectId ?? null);
  }
}

function keyOf({ storageId, path }: DevicePlace): string {
  return JSON.stringify([storageId, ...path]);
}
