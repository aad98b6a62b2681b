import type { Result } from '../../base/Result.ts';
import type { DeviceFolder, ListingSnapshot } from '../../contract/devices.ts';
import type { AppError } from '../../contract/errors.ts';
import type { ClientId, DeviceId, ListingId, ObjectId } from '../../contract/ids.ts';
import type { WorkerClient } from '../../base/WorkerClient.ts';
import type { DeviceConnection } from '../../devices/DeviceConnection.ts';
import type { DeviceObject } from '../../devices/DeviceObject.ts';
import { cleanText } from '../../library/cleanText.ts';
import { listingRowOf } from './listingRowOf.ts';
import type { ListingWorkerApi } from './ListingWorkerApi.ts';
import { readAncestors } from './readAncestors.ts';

/** Entries of one folder that are shown; a device that names more is not believed. */
export const maximumEntries = 200_000;

export interface ListingOptions {
  readonly listingId: ListingId;
  readonly clientId: ClientId;
  readonly deviceId: DeviceId;
  readonly folder: DeviceFolder;
  readonly connection: () => Result<DeviceConnection, AppError>;
  readonly worker: Pick<WorkerClient<ListingWorkerApi>, 'call'>;
  readonly onChange: () => void;
}

/** A folder of a device that one page looks at. Its rows are in the worker; here is how many and how far. */
export class Listing implements Disposable {
  readonly #options: ListingOptions;
  /** Of the reading under way, or the last one. */
  #reading = new AbortController();
  #isReading = false;
  #isDisposed = false;
  #snapshot: ListingSnapshot;

  constructor(options: ListingOptions) {
    const { listingId, deviceId, folder } = options;
    this.#options = options;
    this.#snapshot = {
      listingId,
      deviceId,
      folder,
      trail: [],
      revision: 0,
      count: 0,
      estimatedCount: null,
      state: 'reading',
      error: null,
      skippedCount: 0,
    };
  }

  get snapshot(): ListingSnapshot {
    return this.#snapshot;
  }

  get isReading(): boolean {
    return this.#isReading;
  }

  get clientId(): ClientId {
    return this.#options.clientId;
  }

  /** Reads the folder. What is shown already stays until all of it has been read again. */
  async read(): Promise<void> {
    this.#reading.abort();
    const reading = new AbortController();
    this.#reading = reading;
    this.#isReading = true;
    try {
      await this.#readFor(reading);
    } finally {
      if (this.#reading === reading) this.#isReading = false;
    }
  }

  /** What changed on the device, without reading all again. */
  async patch(added: readonly DeviceObject[], removed: readonly ObjectId[]): Promise<void> {
    const { listingId, worker, folder } = this.#options;
    const own = added.filter(
      ({ parent }) => parent.storageId === folder.storageId && parent.folderId === folder.folderId,
    );
    if (own.length === 0 && removed.length === 0) return;
    if (removed.length > 0) await worker.call('remove', { listingId, objectIds: removed });
    const rows = own.map(listingRowOf);
    const count = await worker.call('add', { listingId, place: 'both', rows });
    if (!this.#isDisposed) this.#update({ count });
  }

  fail(error: AppError): void {
    this.#reading.abort();
    this.#update({ state: 'failed', error });
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
    this.#reading.abort();
    const { worker, listingId } = this.#options;
    // A worker that is gone holds no rows either.
    worker.call('clear', { listingId }).catch(() => undefined);
  }

  async #readFor(reading: AbortController): Promise<void> {
    const { connection, listingId, worker } = this.#options;
    const isFirst = this.#snapshot.state !== 'complete';
    if (isFirst) {
      this.#update({ state: 'reading', error: null, count: 0, estimatedCount: null });
      await worker.call('clear', { listingId });
      if (reading.signal.aborted) return;
    }
    const opened = connection();
    const read = opened.ok ? await this.#read(opened.value, isFirst, reading.signal) : opened;
    if (reading.signal.aborted) return;
    const count = isFirst
      ? await worker.call('add', { listingId, place: 'shown', rows: [] })
      : await worker.call('endGathering', { listingId, isShown: read.ok });
    if (this.#reading !== reading || this.#isDisposed) return;
    if (read.ok) {
      const skippedCount = read.value;
      this.#update({ count, skippedCount, state: 'complete', error: null, estimatedCount: count });
    } else this.#update({ count, state: 'failed', error: read.error });
  }

  /** @returns how many entries were left out */
  async #read(
    connection: DeviceConnection,
    isFirst: boolean,
    signal: AbortSignal,
  ): Promise<Result<number, AppError>> {
    const { folder } = this.#options;
    const ancestors = await readAncestors(connection, folder, signal);
    if (!ancestors.ok) return ancestors;
    const trail = ancestors.value.map(({ objectId, name }) => ({
      objectId,
      name: cleanText(name) ?? '',
    }));
    this.#update({ trail });
    const tooMany = new AbortController();
    let count = 0;
    const listed = await connection.list(folder, {
      signal: AbortSignal.any([signal, tooMany.signal]),
      onEstimate: (estimatedCount) => {
        if (isFirst) this.#update({ estimatedCount });
      },
      onEntries: (entries) => {
        if (signal.aborted) return;
        const room = entries.slice(0, maximumEntries - count);
        count += room.length;
        this.#take(room, isFirst);
        if (count >= maximumEntries) tooMany.abort();
      },
    });
    if (tooMany.signal.aborted) return { ok: true, value: 1 };
    return listed.ok ? { ok: true, value: listed.value.skipped.length } : listed;
  }

  #take(entries: readonly DeviceObject[], isFirst: boolean): void {
    const { listingId, worker } = this.#options;
    const rows = entries.map(listingRowOf);
    const place = isFirst ? 'shown' : 'gathering';
    // Calls are answered in their order: whoever asks for a page after this sees these rows.
    worker
      .call('add', { listingId, place, rows })
      .then((count) => {
        if (isFirst && !this.#isDisposed) this.#update({ count });
      })
      .catch(() => {
        if (!this.#isDisposed) this.fail({ code: 'app.internal' });
      });
  }

  #update(changes: Partial<ListingSnapshot>): void {
    const revision = this.#snapshot.revision + 1;
    this.#snapshot = { ...this.#snapshot, ...changes, revision };
    this.#options.onChange();
  }
}
