import { randomUUID } from 'node:crypto';
import { Emitter, type EventSource } from '../../base/Emitter.ts';
import type { Logger } from '../../base/Logger.ts';
import type { MonotonicClock, Timer } from '../../base/MonotonicClock.ts';
import { err, ok, type Result } from '../../base/Result.ts';
import { siblingModule } from '../../base/siblingModule.ts';
import { WorkerClient } from '../../base/WorkerClient.ts';
import type {
  DeviceFolder,
  ListingPage,
  ListingPageRequest,
  ListingSnapshot,
  ObjectSelection,
} from '../../contract/devices.ts';
import type { AppError } from '../../contract/errors.ts';
import { ListingId, type ClientId, type DeviceId, type ObjectId } from '../../contract/ids.ts';
import type { DeviceConnection } from '../../devices/DeviceConnection.ts';
import type { DeviceObject } from '../../devices/DeviceObject.ts';
import { readSelection } from './readSelection.ts';
import { Listing, maximumEntries } from './Listing.ts';
import type { ListingWorkerApi } from './ListingWorkerApi.ts';

/** Folders one page may look at; the one it opened first is closed for another. */
export const maximumListingsPerClient = 8;
/** How a listing grows is told at most this often. */
export const listingIntervalMs = 100;

const everything = {
  firstIndex: 0,
  lastIndex: maximumEntries - 1,
  sort: { by: 'name', descending: false },
} as const;

export interface ListingsOptions {
  /** The device, or why it cannot be asked. */
  readonly connection: (deviceId: DeviceId) => Result<DeviceConnection, AppError>;
  readonly clock: MonotonicClock;
  readonly logger: Logger;
}

/** The folders of devices that pages look at. */
export class Listings implements AsyncDisposable {
  readonly #options: ListingsOptions;
  /** In the order they were opened. */
  readonly #listings = new Map<ListingId, Listing>();
  readonly #changes = new Emitter<void>();
  #worker: WorkerClient<ListingWorkerApi> | null = null;
  #timer: Timer | null = null;

  constructor(options: ListingsOptions) {
    this.#options = options;
  }

  get snapshots(): readonly ListingSnapshot[] {
    return [...this.#listings.values()].map(({ snapshot }) => snapshot);
  }

  get changes(): EventSource<void> {
    return this.#changes;
  }

  open(clientId: ClientId, deviceId: DeviceId, folder: DeviceFolder): Result<ListingId, AppError> {
    const connection = () => this.#options.connection(deviceId);
    const reachable = connection();
    if (!reachable.ok) return reachable;
    const own = [...this.#listings].filter(([, listing]) => listing.clientId === clientId);
    const [first] = own;
    if (own.length >= maximumListingsPerClient && first !== undefined) this.close(first[0]);
    this.#worker ??= new WorkerClient(siblingModule(import.meta.url, 'listingWorker'));
    const listingId = ListingId.parse(randomUUID());
    const listing = new Listing({
      listingId,
      clientId,
      deviceId,
      folder,
      connection,
      worker: this.#worker,
      onChange: () => this.#changeSoon(),
    });
    this.#listings.set(listingId, listing);
    this.#changes.emit();
    this.#watch(listing.read());
    return ok(listingId);
  }

  async page(
    { listingId, offset, limit, sort, filter = '' }: ListingPageRequest,
    signal: AbortSignal,
  ): Promise<Result<ListingPage, AppError>> {
    const listing = this.#listings.get(listingId);
    const worker = this.#worker;
    if (listing === undefined || worker === null) return err({ code: 'device.noSuchObject' });
    const { revision } = listing.snapshot;
    const request = { listingId, offset, limit, sort, filter };
    const { count, rows } = await worker.call('page', request, { signal });
    return ok({ revision, count, offset, rows: [...rows] });
  }

  /**
   * The objects a command is about, in the order they are shown in; never none. What is told of a listing
   * without naming its rows holds when all of it is known (`device.listingIncomplete`), and places while it
   * is what they were counted in (`device.listingChanged`).
   */
  async select(
    deviceId: DeviceId,
    selection: ObjectSelection,
    signal: AbortSignal,
  ): Promise<Result<readonly ObjectId[], AppError>> {
    if (selection.kind === 'some') return ok(selection.objectIds);
    const { listingId, filter = '' } = selection;
    const listing = this.#listings.get(listingId);
    const worker = this.#worker;
    if (worker === null || listing?.snapshot.deviceId !== deviceId) {
      return err({ code: 'device.listingChanged' });
    }
    const { state, error, revision } = listing.snapshot;
    if (state === 'failed') return err(error ?? { code: 'device.listingIncomplete' });
    if (state === 'reading') return err({ code: 'device.listingIncomplete' });
    const isRange = selection.kind === 'range';
    if (isRange && selection.revision !== revision) return err({ code: 'device.listingChanged' });
    const rows = isRange ? { ...selection, except: [] } : { ...everything, ...selection };
    const { firstIndex, lastIndex, sort, except } = rows;
    const request = { listingId, filter, firstIndex, lastIndex, sort, except };
    const objectIds = await readSelection(worker, request, signal);
    return objectIds.length === 0 ? err({ code: 'device.listingChanged' }) : ok(objectIds);
  }

  close(listingId: ListingId): void {
    this.#listings.get(listingId)?.[Symbol.dispose]();
    if (this.#listings.delete(listingId)) this.#changes.emit();
  }

  clientGone(clientId: ClientId): void {
    for (const [listingId, listing] of this.#listings) {
      if (listing.clientId === clientId) this.close(listingId);
    }
  }

  /** Reads the folders of a device again. */
  refresh(deviceId: DeviceId): void {
    for (const listing of this.#of(deviceId)) this.#watch(listing.read());
  }

  /** Does a page look at a folder of this device? */
  isWatched(deviceId: DeviceId): boolean {
    return this.#of(deviceId).length > 0;
  }

  /** Is a folder of this device being read for a page? */
  isReading(deviceId: DeviceId): boolean {
    return this.#of(deviceId).some(({ isReading }) => isReading);
  }

  /** What changed on a device. */
  patch(
    deviceId: DeviceId,
    {
      added = [],
      removed = [],
    }: { added?: readonly DeviceObject[]; removed?: readonly ObjectId[] },
  ): void {
    for (const listing of this.#of(deviceId)) this.#watch(listing.patch(added, removed));
  }

  /** The device has gone, or come back over another connection: ids of before name nothing now. */
  connectionEnded(deviceId: DeviceId): void {
    for (const listing of this.#of(deviceId)) listing.fail({ code: 'device.disconnected' });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#timer?.[Symbol.dispose]();
    for (const listing of this.#listings.values()) listing[Symbol.dispose]();
    this.#listings.clear();
    await this.#worker?.[Symbol.asyncDispose]();
  }

  #of(deviceId: DeviceId): readonly Listing[] {
    return [...this.#listings.values()].filter(({ snapshot }) => snapshot.deviceId === deviceId);
  }

  /** What still waits for a worker that was ended with the program is of no interest. */
  #watch(task: Promise<void>): void {
    task.catch((error: unknown) => {
      if (this.#listings.size > 0) this.#options.logger.error('A folder was not read', { error });
    });
  }

  #changeSoon(): void {
    this.#timer ??= this.#options.clock.setTimer(listingIntervalMs, () => {
      this.#timer = null;
      this.#changes.emit();
    });
  }
}
