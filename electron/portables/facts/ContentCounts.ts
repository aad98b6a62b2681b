import type { MonotonicClock } from '../../base/MonotonicClock.ts';
import type { DeviceId, StorageId } from '../../contract/ids.ts';
import type { DeviceRegistry } from '../../devices/registry/DeviceRegistry.ts';
import { ContentCount } from './ContentCount.ts';
import type { ContentBytes } from './countContents.ts';

export interface ContentCountsOptions {
  readonly registry: Pick<
    DeviceRegistry,
    'devices' | 'device' | 'changes' | 'events' | 'contentChanges'
  >;
  readonly clock: MonotonicClock;
  readonly onChange: () => void;
}

/** What is on the players by kind of content. */
export class ContentCounts implements Disposable {
  readonly #options: ContentCountsOptions;
  readonly #counts = new Map<DeviceId, ContentCount>();
  readonly #subscriptions = new DisposableStack();

  constructor(options: ContentCountsOptions) {
    const { registry } = options;
    this.#options = options;
    this.#subscriptions.use(registry.changes.subscribe(() => this.#follow()));
    this.#subscriptions.use(
      registry.events.subscribe(({ deviceId, event }) => this.#counts.get(deviceId)?.hear(event)),
    );
    this.#subscriptions.use(
      registry.contentChanges.subscribe(({ deviceId, change }) =>
        this.#counts.get(deviceId)?.changed(change),
      ),
    );
  }

  /** `null` while it has not been counted. */
  bytesOf(deviceId: DeviceId, storageId: StorageId): ContentBytes | null {
    return this.#counts.get(deviceId)?.bytesOf(storageId) ?? null;
  }

  [Symbol.dispose](): void {
    this.#subscriptions.dispose();
    for (const count of this.#counts.values()) count[Symbol.dispose]();
  }

  #follow(): void {
    const { registry, clock, onChange } = this.#options;
    for (const device of registry.devices) {
      const { deviceId } = device.identity;
      let count = this.#counts.get(deviceId);
      if (count === undefined || count.device !== device) {
        count?.[Symbol.dispose]();
        count = new ContentCount(device, clock, onChange);
        this.#counts.set(deviceId, count);
      }
    }
    for (const [deviceId, count] of this.#counts) {
      if (registry.device(deviceId) === count.device) count.follow();
      else {
        // It was forgotten.
        count[Symbol.dispose]();
        this.#counts.delete(deviceId);
      }
    }
  }
}
