import { assertNever } from '../../base/assertNever.ts';
import type { EventSource } from '../../base/Emitter.ts';
import type { MonotonicClock, Timer } from '../../base/MonotonicClock.ts';
import type { Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceId, ObjectId } from '../../contract/ids.ts';
import type { DeviceConnection, DeviceEvent } from '../../devices/DeviceConnection.ts';
import type { ToldContentChange, ToldEvent } from '../../devices/registry/DeviceRegistry.ts';
import type { Listings } from './Listings.ts';

/** In ms. What a device tells in this time is followed together. */
export const followDelayMs = 300;
/** In ms. A device that goes on telling is followed with twice the delay each time, up to this. */
const longestDelayMs = 10_000;
/** Of more objects than this a device does not say one by one what they are: the folder is read again. */
export const maximumFollowed = 50;

export interface ListingFollowerOptions {
  readonly listings: Pick<Listings, 'isWatched' | 'patch' | 'refresh'>;
  /** The device, or why it cannot be asked. */
  readonly connection: (deviceId: DeviceId) => Result<DeviceConnection, AppError>;
  /** What devices tell. */
  readonly events: EventSource<ToldEvent>;
  /** What our own operations did on them. */
  readonly contentChanges: EventSource<ToldContentChange>;
  readonly clock: MonotonicClock;
}

/** What a device told, and was not looked at yet. */
interface Told {
  /** Objects that came or are otherwise now; `all` when the device did not say which. */
  objects: Set<ObjectId> | 'all';
  readonly timer: Timer;
}

/** When a device was followed last, and how long it had to wait for it. */
interface Pace {
  readonly followedAtMs: number;
  readonly delayMs: number;
}

/** Keeps the folders that pages look at in line with the devices, by what is done and told. */
export class ListingFollower implements Disposable {
  readonly #options: ListingFollowerOptions;
  readonly #told = new Map<DeviceId, Told>();
  readonly #paces = new Map<DeviceId, Pace>();
  readonly #subscriptions = new DisposableStack();
  readonly #stopping = new AbortController();

  constructor(options: ListingFollowerOptions) {
    const { events, contentChanges, listings } = options;
    this.#options = options;
    this.#subscriptions.use(
      contentChanges.subscribe(({ deviceId, change }) => listings.patch(deviceId, change)),
    );
    this.#subscriptions.use(
      events.subscribe(({ deviceId, event }) => {
        if (listings.isWatched(deviceId)) this.#hear(deviceId, event);
      }),
    );
  }

  [Symbol.dispose](): void {
    this.#subscriptions.dispose();
    this.#stopping.abort();
    for (const { timer } of this.#told.values()) timer[Symbol.dispose]();
    this.#told.clear();
  }

  #hear(deviceId: DeviceId, event: DeviceEvent): void {
    switch (event.kind) {
      case 'objectsChanged':
        this.#toldOf(deviceId).objects = 'all';
        break;
      case 'objectAdded':
      case 'objectChanged':
        this.#note(this.#toldOf(deviceId), event.objectId);
        break;
      case 'objectRemoved':
        this.#options.listings.patch(deviceId, { removed: [event.objectId] });
        break;
      case 'storagesChanged':
      case 'propertiesChanged':
      case 'recovering':
      case 'recovered':
      case 'lost':
        break;
      default:
        assertNever(event);
    }
  }

  #note(told: Told, objectId: ObjectId): void {
    if (told.objects === 'all') return;
    told.objects.add(objectId);
    if (told.objects.size > maximumFollowed) told.objects = 'all';
  }

  #toldOf(deviceId: DeviceId): Told {
    const known = this.#told.get(deviceId);
    if (known !== undefined) return known;
    const { clock } = this.#options;
    const delayMs = this.#delayOf(deviceId);
    const timer = clock.setTimer(delayMs, () => {
      const { objects } = this.#toldOf(deviceId);
      this.#told.delete(deviceId);
      this.#paces.set(deviceId, { followedAtMs: clock.nowMs(), delayMs });
      if (objects === 'all') this.#options.listings.refresh(deviceId);
      else void this.#look(deviceId, [...objects]);
    });
    const told: Told = { objects: new Set(), timer };
    this.#told.set(deviceId, told);
    return told;
  }

  /** One that was quiet for as long as it had to wait is followed at once again. */
  #delayOf(deviceId: DeviceId): number {
    const pace = this.#paces.get(deviceId);
    if (pace === undefined) return followDelayMs;
    const quietMs = this.#options.clock.nowMs() - pace.followedAtMs;
    return quietMs > pace.delayMs ? followDelayMs : Math.min(2 * pace.delayMs, longestDelayMs);
  }

  async #look(deviceId: DeviceId, objectIds: readonly ObjectId[]): Promise<void> {
    const { connection, listings } = this.#options;
    const { signal } = this.#stopping;
    for (const objectId of objectIds) {
      const opened = connection(deviceId);
      if (!opened.ok) return;
      const stated = await opened.value.stat(objectId, signal);
      if (signal.aborted) return;
      // It may be elsewhere now, or have gone again.
      const added = stated.ok ? [stated.value] : [];
      const isKnown = stated.ok || stated.error.code === 'device.noSuchObject';
      if (isKnown) listings.patch(deviceId, { added, removed: [objectId] });
    }
  }
}
