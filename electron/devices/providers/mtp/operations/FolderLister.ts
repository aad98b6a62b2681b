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

/** By handle, then by property. */
type ToldProperties = ReadonlyMap<number, ReadonlyMap<number, PropertyValue>>;

/** How a device tells of many objects: all in one answer, a property of all in each, or one by one. */
type Method = 'allProperties' | 'eachProperty' | 'eachObject';

/** Objects that are told of at a time, with room for others in between. */
const objectsAtOnce = 200;

/** Objects that a device may fail at before it is asked no longer. */
const maximumFailures = 16;

/** May be the fault of one object, or of the device. */
const failureCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'device.failed',
  'device.protocol',
]);
/** What keeps one object from being read; any other error is the device's, and ends the listing. */
const objectCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...failureCodes,
  'device.noSuchObject',
  'device.writeProtected',
  'device.invalidRequest',
]);
/** A device that refuses property lists otherwise is listed by another method from then on. */
const endings: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'app.cancelled',
  'device.disconnected',
  'device.timedOut',
  'device.busy',
  'device.locked',
]);

export interface ListedFolder {
  /** Objects that are there and could not be read. */
  readonly unreadableCount: number;
  /** Objects that were told of, and were not there when they were asked for. */
  readonly vanishedCount: number;
  /** Were there more than are believed? */
  readonly isCut: boolean;
}

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

  /** `parent` may be `rootHandle`. */
  async list(
    storageId: number,
    parent: number,
    listing: FolderListing,
  ): Promise<Result<ListedFolder, AppError>> {
    const listed = await getObjectHandles(this.#calls, storageId, parent, listing.signal);
    if (!listed.ok) return listed;
    const { handles, isCut } = listed.value;
    listing.onCount(handles.size);
    if (handles.size === 0) return ok({ unreadableCount: 0, vanishedCount: 0, isCut });
    const told = await this.#listTogether(parent, handles, listing);
    if (!told.ok) return told;
    const rest = await this.#listEach(handles, told.value, listing);
    return rest.ok ? ok({ ...rest.value, isCut }) : rest;
  }

  /** Tells what property lists know of the children. The handles of those that were told of. */
  async #listTogether(
    parent: number,
    children: ReadonlySet<number>,
    listing: FolderListing,
  ): Promise<Result<ReadonlySet<number>, AppError>> {
    while (this.#method !== 'eachObject') {
      const found = await this.#propertiesOf(parent, children, listing.signal);
      if (!found.ok && endings.has(found.error.code)) return found;
      const told = found.ok ? await tell(found.value, listing) : ok(new Set<number>());
      if (!told.ok || told.value.size > 0) return told;
      this.#method = this.#method === 'allProperties' ? 'eachProperty' : 'eachObject';
    }
    return ok(new Set());
  }

  async #propertiesOf(
    parent: number,
    children: ReadonlySet<number>,
    signal: AbortSignal,
  ): Promise<Result<ToldProperties, AppError>> {
    const asked = this.#method === 'allProperties' ? [allProperties] : listedProperties;
    const values = new Map<number, Map<number, PropertyValue>>();
    for (const property of asked) {
      const collected = await this.#collect(parent, property, children, values, signal);
      if (!collected.ok) return collected;
      if (values.size === 0) break;
    }
    return ok(values);
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
    handles: ReadonlySet<number>,
    told: ReadonlySet<number>,
    { signal, onObjects }: FolderListing,
  ): Promise<Result<Omit<ListedFolder, 'isCut'>, AppError>> {
    const counts = { unreadableCount: 0, vanishedCount: 0 };
    let readCount = told.size;
    let failureCount = 0;
    let failure: AppError | null = null;
    for (const handle of handles) {
      if (told.has(handle)) continue;
      const object = await readMtpObject(this.#calls, handle, signal);
      if (object.ok) {
        readCount += 1;
        onObjects([object.value]);
        continue;
      }
      const { error } = object;
      if (!objectCodes.has(error.code)) return object;
      if (error.code === 'device.noSuchObject') counts.vanishedCount += 1;
      else counts.unreadableCount += 1;
      if (!failureCodes.has(error.code)) continue;
      failure = error;
      failureCount += 1;
      if (failureCount > maximumFailures) return object;
    }
    // Who fails at everything has no folder with nothing in it.
    return failure !== null && readCount === 0 ? err(failure) : ok(counts);
  }
}

/** Tells of the objects that are described well enough, and answers which those were. */
async function tell(
  described: ToldProperties,
  { signal, onObjects }: FolderListing,
): Promise<Result<ReadonlySet<number>, AppError>> {
  const told = new Set<number>();
  let batch: MtpObject[] = [];
  for (const [handle, properties] of described) {
    const object = objectOfProperties(handle, properties);
    if (object === null) continue;
    told.add(handle);
    batch.push(object);
    if (batch.length < objectsAtOnce) continue;
    onObjects(batch);
    batch = [];
    await setImmediate();
    if (signal.aborted) return err({ code: 'app.cancelled' });
  }
  if (batch.length > 0) onObjects(batch);
  return ok(told);
}
