import { err, ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { ObjectId } from '../../contract/ids.ts';
import type { DeviceObject, FolderReference } from '../../devices/DeviceObject.ts';
import type { NameRules } from '../../devices/NameRules.ts';
import { nameKey } from '../../devices/names/legalName.ts';
import { TakenNames } from '../../devices/names/TakenNames.ts';

/**
 * A folder of a device, and what is in it. A device may hold two names that are one under its own rules,
 * even the same name twice: nothing is chosen among them by chance.
 */
export class DeviceFolder {
  readonly reference: FolderReference;
  readonly rules: NameRules;
  /** Is something in it whose name is not known? */
  isIncomplete = false;
  readonly #objects = new Map<ObjectId, DeviceObject>();
  /** By `nameKey`. */
  readonly #ids = new Map<string, Set<ObjectId>>();

  constructor(reference: FolderReference, rules: NameRules) {
    this.reference = reference;
    this.rules = rules;
  }

  /** Spelled exactly so; `null` also when there are several. */
  named(name: string): DeviceObject | null {
    const exact = this.#candidates(name).filter((object) => object.name === name);
    return exact.length === 1 ? (exact[0] ?? null) : null;
  }

  /** What goes by this name under the device's rules; `device.nameTaken` when it could be either of two. */
  find(name: string, kind?: DeviceObject['kind']): Result<DeviceObject | null, AppError> {
    const all = this.#candidates(name).filter((each) => kind === undefined || each.kind === kind);
    const exact = all.filter((object) => object.name === name);
    const [only = null, ...others] = exact.length > 0 ? exact : all;
    return others.length === 0 ? ok(only) : err({ code: 'device.nameTaken', subject: name });
  }

  isTaken(name: string): boolean {
    return this.#ids.has(nameKey(name, this.rules));
  }

  add(object: DeviceObject): void {
    this.remove(object.objectId);
    const key = nameKey(object.name, this.rules);
    this.#objects.set(object.objectId, object);
    this.#ids.set(key, (this.#ids.get(key) ?? new Set()).add(object.objectId));
  }

  remove(objectId: ObjectId): void {
    const object = this.#objects.get(objectId);
    if (object === undefined) return;
    const key = nameKey(object.name, this.rules);
    const ids = this.#ids.get(key);
    ids?.delete(objectId);
    if (ids?.size === 0) this.#ids.delete(key);
    this.#objects.delete(objectId);
  }

  get objects(): readonly DeviceObject[] {
    return [...this.#objects.values()];
  }

  get names(): TakenNames {
    return new TakenNames(this.rules, this.#ids.keys());
  }

  #candidates(name: string): readonly DeviceObject[] {
    return [...(this.#ids.get(nameKey(name, this.rules)) ?? [])].flatMap(
      (objectId) => this.#objects.get(objectId) ?? [],
    );
  }
}
