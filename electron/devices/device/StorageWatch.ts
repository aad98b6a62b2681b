import { assertNever } from '../../base/assertNever.ts';
import type { MonotonicClock, Timer } from '../../base/MonotonicClock.ts';
import type { DeviceConnection, DeviceEvent } from '../DeviceConnection.ts';
import type { DeviceStorage } from '../DeviceStorage.ts';

export interface StorageChange {
  /** Storages that came, and went, since they were last read (a card). */
  readonly arrived: readonly DeviceStorage[];
  readonly removed: readonly DeviceStorage[];
}

/** In ms. While much is copied free space is read this often. */
export const storageIntervalMs = 2_000;

/** The storages of an open device, read anew when it says that they differ, or what is on it does. */
export class StorageWatch implements Disposable {
  readonly #connection: DeviceConnection;
  readonly #clock: MonotonicClock;
  readonly #onRead: (change: StorageChange) => void;
  readonly #stopping = new AbortController();
  readonly #subscription: Disposable;
  #storages: readonly DeviceStorage[] = [];
  #readCount = 0;
  #timer: Timer | null = null;

  constructor(
    connection: DeviceConnection,
    clock: MonotonicClock,
    onRead: (change: StorageChange) => void,
  ) {
    this.#connection = connection;
    this.#clock = clock;
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

  /** Something was copied or deleted. */
  readSoon(): void {
    this.#timer ??= this.#clock.setTimer(storageIntervalMs, () => {
      this.#timer = null;
      void this.read();
    });
  }

  [Symbol.dispose](): void {
    this.#stopping.abort();
    this.#timer?.[Symbol.dispose]();
    this.#subscription[Symbol.dispose]();
  }

  #hear(event: DeviceEvent): void {
    switch (event.kind) {
      case 'storagesChanged':
      case 'recovered':
        void this.read();
        break;
      case 'objectsChanged':
      case 'objectAdded':
      case 'objectChanged':
      case 'objectRemoved':
        this.readSoon();
        break;
      case 'propertiesChanged':
      case 'recovering':
      case 'lost':
        break;
      default:
        assertNever(event);
    }
  }
}

function without(
  storages: readonly DeviceStorage[],
  others: readonly DeviceStorage[],
): readonly DeviceStorage[] {
  const ids = new Set(others.map(({ storageId }) => storageId));
  return storages.filter(({ storageId }) => !ids.has(storageId));
}
