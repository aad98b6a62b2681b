import { Emitter, type EventSource } from '../../base/Emitter.ts';
import type { MonotonicClock, Timer } from '../../base/MonotonicClock.ts';
import type { DeviceId, StorageId } from '../../contract/ids.ts';
import type { Device } from '../../devices/device/Device.ts';
import { findUsbHolder } from '../../devices/obstacles/findUsbHolder.ts';
import type { DeviceRegistry } from '../../devices/registry/DeviceRegistry.ts';
import { ContentCounts } from './ContentCounts.ts';
import type { ContentBytes } from './countContents.ts';
import { Obstacles, type Obstacle } from './Obstacles.ts';

/** In ms. Many players do not tell when their battery goes down. */
export const batteryIntervalMs = 120_000;

export interface PlayerFactsOptions {
  readonly registry: DeviceRegistry;
  readonly clock: MonotonicClock;
}

/** What is found out about players beside what they say when they are opened. */
export class PlayerFacts implements Disposable {
  readonly #options: PlayerFactsOptions;
  readonly #contents: ContentCounts;
  readonly #obstacles: Obstacles;
  readonly #changes = new Emitter<void>();
  readonly #subscription: Disposable;
  #timer: Timer;

  constructor(options: PlayerFactsOptions) {
    const { registry, clock } = options;
    this.#options = options;
    const onChange = () => this.#changes.emit();
    this.#contents = new ContentCounts({ registry, clock, onChange });
    this.#obstacles = new Obstacles({
      registry,
      findHolder: findUsbHolder,
      platform: process.platform,
    });
    this.#subscription = this.#obstacles.changes.subscribe(onChange);
    this.#timer = this.#readBatteriesLater();
  }

  /** Something that can be read here is another. */
  get changes(): EventSource<void> {
    return this.#changes;
  }

  /** Bytes by kind of content; `null` while they have not been counted. */
  contentBytesOf(deviceId: DeviceId, storageId: StorageId): ContentBytes | null {
    return this.#contents.bytesOf(deviceId, storageId);
  }

  obstacleOf(device: Device | undefined): Obstacle {
    return this.#obstacles.of(device);
  }

  [Symbol.dispose](): void {
    this.#timer[Symbol.dispose]();
    this.#subscription[Symbol.dispose]();
    this.#obstacles[Symbol.dispose]();
    this.#contents[Symbol.dispose]();
  }

  /** Of players that do nothing else, and have said before how full their battery is. */
  #readBatteriesLater(): Timer {
    const { registry, clock } = this.#options;
    return clock.setTimer(batteryIntervalMs, () => {
      for (const device of registry.devices) {
        const { status, batteryPercent } = device;
        if (status.state === 'ready' && batteryPercent !== null) void device.readBattery();
      }
      this.#timer = this.#readBatteriesLater();
    });
  }
}
