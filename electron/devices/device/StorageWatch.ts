import type { DeviceConnection, DeviceEvent } from '../DeviceConnection.ts';
import type { DeviceStorage } from '../DeviceStorage.ts';

export interface StorageChange {
  /** Storages that came, and went, since they were last read (a card). */
  readonly arrived: readonly DeviceStorage[];
  readonly removed: readonly DeviceStorage[];
}

/** The storages of an open device, read anew when it says that they differ. */
export class StorageWatch implements Disposable {
  readonly #connection: DeviceConnection;
  readonly #onRead: (change: StorageChange) => void;
  readonly #stopping = new AbortController();
  readonly #subscription: Disposable;
  #storages: readonly DeviceStorage[] = [];
  #readCount = 0;

  constructor(connection: DeviceConnection, onRead: (change: StorageChange) => void) {
    this.#connection = connection;
    this.#onRead = onRead;
    this.#subscription = connection.events.subscribe((event) => this.#hear(event));
  }

  /** As last read; what cannot be read stays as it was. */
  get storages(): readonly DeviceStorage[] {
    return this.#storages;
  }

  async read(): Promise<void> {
    this.#readCount += 1;
    const number = this.#readCount;
    const listed = await this.#connection.listStorages(this.#stopping.signal);
    // A later reading knows better.
    if (!listed.ok || number !== this.#readCount || this.#stopping.signal.aborted) return;
    const before = this.#storages;
    this.#storages = listed.value;
    this.#onRead({
      arrived: without(listed.value, before),
      removed: without(before, listed.value),
    });
  }

  [Symbol.dispose](): void {
    this.#stopping.abort();
    this.#subscription[Symbol.dispose]();
  }

  #hear(event: DeviceEvent): void {
    if (event.kind === 'storagesChanged' || event.kind === 'recovered') void this.read();
  }
}

function without(
  storages: readonly DeviceStorage[],
  others: readonly DeviceStorage[],
): readonly DeviceStorage[] {
  const ids = new Set(others.map(({ storageId }) => storageId));
  return storages.filter(({ storageId }) => !ids.has(storageId));
}
