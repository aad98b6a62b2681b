import { setImmediate } from 'node:timers/promises';
import { err, ok, type Result } from '../../../../base/Result.ts';
import type { AppError, ErrorCode } from '../../../../contract/errors.ts';
import type { PropertyValue } from '../codec/PropertyValue.ts';
import type { MtpCalls } from './MtpCalls.ts';
import {
  listedProperties,
  objectOfProperties,
  readMtpObject,
  type MtpObject,
} from './MtpObject.ts';
import { getObjectHandles, rootHandle } from './objectOperations.ts';
import { allProperties, getObjectPropListOfFolder } from './objectPropertyOperations.ts';

/** Elements that are taken in before others get their turn: some 5 ms. */
const elementsAtOnce = 4_096;

export interface FolderListing {
  readonly signal: AbortSignal;
  /** Called with a part of the objects at a time, in no promised order. */
  readonly onObjects: (objects: readonly MtpObject[]) => void;
  /** How many there are, told first. */
  readonly onCount: (count: number) => void;
}

/** How a device tells of many objects: all in one answer, a property of all in each, or one by one. */
type Method = 'allProperties' | 'eachProperty' | 'eachObject';

/** Objects of which a device may say nonsense before it is listened to no longer. */
const maximumNonsense = 16;

/** After these nothing more is heard of this device; other errors are those of one object. */
const endings: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'app.cancelled',
  'device.disconnected',
  'device.timedOut',
]);

/**
 * Lists folders with as few transactions as the device allows, which is found out with the first
 * folder. The handles are the truth of what there is: what a property list leaves out is asked for
 * alone, what it adds is left out.
 */
export class FolderLister {
  readonly #calls: MtpCalls;
  #method: Method;

  constructor(calls: MtpCalls) {
    this.#calls = calls;
    this.#method = calls.supports('GetObjectPropList') ? 'allProperties' : 'eachObject';
  }

  /** The handles of objects that are there, but could not be read. `parent` may be `rootHandle`. */
  async list(
    storageId: number,
    parent: number,
    listing: FolderListing,
  ): Promise<Result<readonly number[], AppError>> {
    const handles = await getObjectHandles(this.#calls, storageId, parent, listing.signal);
    if (!handles.ok) return handles;
    const children = handles.value.filter((handle) => handle !== parent);
    listing.onCount(children.length);
    if (children.length === 0) return ok([]);
    const missing = await this.#listTogether(parent, children, listing);
    return missing.ok ? this.#listEach(missing.value, listing) : missing;
  }

  /** Tells what property lists know of the children. The handles of those they do not know. */
  async #listTogether(
    parent: number,
    children: readonly number[],
    listing: FolderListing,
  ): Promise<Result<readonly number[], AppError>> {
    while (this.#method !== 'eachObject') {
      const found = await this.#propertiesOf(parent, new Set(children), listing.signal);
      if (!found.ok && endings.has(found.error.code)) return found;
      const known = found.ok ? found.value : new Map<number, MtpObject>();
      if (known.size > 0) {
        listing.onObjects([...known.values()]);
        return ok(children.filter((handle) => !known.has(handle)));
      }
      this.#method = this.#method === 'allProperties' ? 'eachProperty' : 'eachObject';
    }
    return ok(children);
  }

  async #propertiesOf(
    parent: number,
    children: ReadonlySet<number>,
    signal: AbortSignal,
  ): Promise<Result<ReadonlyMap<number, MtpObject>, AppError>> {
    const asked = this.#method === 'allProperties' ? [allProperties] : listedProperties;
    const values = new Map<number, Map<number, PropertyValue>>();
    for (const property of asked) {
      const collected = await this.#collect(parent, property, children, values, signal);
      if (!collected.ok) return collected;
      if (values.size === 0) break;
    }
    const objects = new Map<number, MtpObject>();
    for (const [handle, properties] of values) {
      const object = objectOfProperties(handle, properties);
      if (object !== null) objects.set(handle, object);
    }
    return ok(objects);
  }

  async #collect(
    parent: number,
    property: number,
    children: ReadonlySet<number>,
    values: Map<number, Map<number, PropertyValue>>,
    signal: AbortSignal,
  ): Promise<Result<void, AppError>> {
    const folder = parent === rootHandle ? 0 : parent;
    const list = await getObjectPropListOfFolder(this.#calls, folder, property, signal);
    if (!list.ok) return list;
    for (;;) {
      const part = list.value.next(elementsAtOnce);
      if (!part.ok) return part;
      if (part.value.length === 0) return ok();
      for (const element of part.value) {
        if (!children.has(element.handle)) continue;
        const known = values.get(element.handle) ?? new Map<number, PropertyValue>();
        values.set(element.handle, known.set(element.property, element.value));
      }
      if (signal.aborted) return err({ code: 'app.cancelled' });
      await setImmediate();
    }
  }

  async #listEach(
    handles: readonly number[],
    { signal, onObjects }: FolderListing,
  ): Promise<Result<readonly number[], AppError>> {
    const unreadable: number[] = [];
    let nonsense = 0;
    for (const handle of handles) {
      const object = await readMtpObject(this.#calls, handle, signal);
      if (object.ok) onObjects([object.value]);
      else if (endings.has(object.error.code)) return object;
      else {
        if (object.error.code === 'device.protocol') nonsense += 1;
        if (nonsense > maximumNonsense) return object;
        unreadable.push(handle);
      }
    }
    return ok(unreadable);
  }
}
