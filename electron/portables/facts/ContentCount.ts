import type { MonotonicClock, Timer } from '../../base/MonotonicClock.ts';
import type { StorageId } from '../../contract/ids.ts';
import type { Device } from '../../devices/device/Device.ts';
import type { DeviceConnection, DeviceEvent } from '../../devices/DeviceConnection.ts';
import type { DeviceStorage } from '../../devices/DeviceStorage.ts';
import type { ContentChange } from '../../devices/operations/ContentChange.ts';
import { countContents, withAdded, type ContentBytes } from './countContents.ts';

/** In ms. So long nothing must have changed before a storage is counted again. */
export const recountDelayMs = 30_000;

interface Counted {
  readonly bytes: ContentBytes;
  /** When it was counted; another one after an absence tells that something changed meanwhile. */
  readonly freeBytes: number;
}

/** What is on the storages of one player by kind of content, counted when nobody needs the player. */
export class ContentCount implements Disposable {
  readonly device: Device;
  readonly #clock: MonotonicClock;
  readonly #onChange: () => void;
  readonly #counted = new Map<StorageId, Counted>();
  readonly #wanted = new Set<StorageId>();
  /** Over the connection there is now. */
  readonly #seen = new Set<StorageId>();
  readonly #stopping = new AbortController();
  #connection: DeviceConnection | null = null;
  #isCounting = false;
  #timer: Timer | null = null;

  constructor(device: Device, clock: MonotonicClock, onChange: () => void) {
    this.device = device;
    this.#clock = clock;
    this.#onChange = onChange;
  }

  /** `null` while it has not been counted. */
  bytesOf(storageId: StorageId): ContentBytes | null {
    return this.#counted.get(storageId)?.bytes ?? null;
  }

  /** The player, or its storages, may be others; cheap, for it is told often. */
  follow(): void {
    const { backgroundConnection, storages } = this.device;
    if (backgroundConnection !== this.#connection) {
      this.#connection = backgroundConnection;
      this.#wanted.clear();
      this.#seen.clear();
    }
    if (backgroundConnection === null) return;
    for (const storage of storages) this.#see(storage);
    this.#count();
  }

  /** What an operation of ours did. */
  changed({ kind, added }: ContentChange): void {
    // What is being counted may have it, or not.
    if (kind === 'deleted' || this.#isCounting) this.#recountSoon();
    if (kind !== 'inserted') return;
    for (const object of added) {
      const { storageId } = object.parent;
      const counted = this.#counted.get(storageId);
      if (counted === undefined || object.kind === 'folder') continue;
      this.#counted.set(storageId, { ...counted, bytes: withAdded(counted.bytes, [object]) });
      this.#onChange();
    }
  }

  /** What the player told. */
  hear({ kind }: DeviceEvent): void {
    if (kind.startsWith('object')) this.#recountSoon();
  }

  [Symbol.dispose](): void {
    this.#stopping.abort();
    this.#timer?.[Symbol.dispose]();
  }

  /** What was counted over an earlier connection holds as long as as much is free as then. */
  #see({ storageId, freeBytes }: DeviceStorage): void {
    if (this.#seen.has(storageId)) return;
    this.#seen.add(storageId);
    if (this.#counted.get(storageId)?.freeBytes === freeBytes) return;
    this.#counted.delete(storageId);
    this.#wanted.add(storageId);
  }

  #recountSoon(): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = this.#clock.setTimer(recountDelayMs, () => {
      for (const storageId of this.#counted.keys()) this.#wanted.add(storageId);
      this.#count();
    });
  }

  #count(): void {
    if (this.#isCounting || this.#connection === null || this.#wanted.size === 0) return;
    this.#isCounting = true;
    void this.#countWanted();
  }

  async #countWanted(): Promise<void> {
    for (const [storageId] of this.#wanted.entries()) {
      const connection = this.#connection;
      if (connection === null || this.#stopping.signal.aborted) break;
      this.#wanted.delete(storageId);
      const counted = await countContents(connection, storageId, this.#stopping.signal);
      const storage = this.device.storages.find((each) => each.storageId === storageId);
      if (!counted.ok || storage === undefined || connection !== this.#connection) continue;
      this.#counted.set(storageId, { bytes: counted.value, freeBytes: storage.freeBytes });
      this.#onChange();
    }
    this.#isCounting = false;
  }
}
