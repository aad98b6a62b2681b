import { Emitter, type EventSource } from '../../base/Emitter.ts';
import type { Logger } from '../../base/Logger.ts';
import type { MonotonicClock, Timer } from '../../base/MonotonicClock.ts';
import type { ErrorCode } from '../../contract/errors.ts';
import type { DeviceId, StorageId } from '../../contract/ids.ts';
import type { ContentProvider } from '../content/ContentProvider.ts';
import { Device } from '../device/Device.ts';
import type { DeviceEvent } from '../DeviceConnection.ts';
import type { ProviderName } from '../DeviceIdentity.ts';
import type { DeviceProvider, PlaceFailure } from '../DeviceProvider.ts';
import type { ContentChange } from '../operations/ContentChange.ts';
import { chooseCandidates, fallbackNeededFor, type ChosenCandidate } from './chooseCandidates.ts';
import type { KnownDevice } from './KnownDevice.ts';
import { ProviderWatch } from './ProviderWatch.ts';

export interface DeviceRegistryOptions {
  /** In order of preference: the first that has a device opens it. */
  readonly providers: readonly DeviceProvider[];
  /** Asked only for a device that the provider of this name could not open, its only one. */
  readonly fallback: { readonly provider: DeviceProvider; readonly of: ProviderName } | null;
  readonly contentProvider: ContentProvider;
  readonly clock: MonotonicClock;
  readonly logger: Logger;
  /** Wall time, ms since 1970. */
  readonly nowMs: () => number;
  /** Seen in earlier runs. */
  readonly known: readonly KnownDevice[];
}

/** WMDM's notifications (WMDMMessage); a medium is a storage that comes or goes, as a card does. */
export type DeviceNotification =
  | { readonly kind: 'deviceArrived' | 'deviceRemoved'; readonly deviceId: DeviceId }
  | {
      readonly kind: 'mediaArrived' | 'mediaRemoved';
      readonly deviceId: DeviceId;
      readonly storageId: StorageId;
    };

/** What a player told unasked. */
export interface ToldEvent {
  readonly deviceId: DeviceId;
  readonly event: DeviceEvent;
}

/** What our own operations did on a player. */
export interface ToldContentChange {
  readonly deviceId: DeviceId;
  readonly change: ContentChange;
}

/** Failures of our own stack that another may not have; not those that a person can do something about. */
const failuresOfOurOwn: ReadonlySet<ErrorCode> = new Set([
  'device.failed',
  'device.protocol',
  'device.timedOut',
  'device.unsupported',
]);

/** In ms. A device that says it is gone and is still listed was plugged in again meanwhile. */
const lookAgainDelayMs = 1_000;

/** Of a device that is not where its provider found it: pulled, or plugged in elsewhere meanwhile. */
const goneCodes: ReadonlySet<ErrorCode | undefined> = new Set([
  'device.disconnected',
  'device.notFound',
]);

/**
 * Every player there is, and was. Providers only say that something changed; what, is found by
 * enumerating and comparing (WD-33). Devices are opened by themselves, several at once, and none waits
 * for another (WD-07).
 */
export class DeviceRegistry implements AsyncDisposable {
  readonly #options: DeviceRegistryOptions;
  readonly #watches: readonly ProviderWatch[];
  readonly #fallbackWatch: ProviderWatch | null;
  readonly #devices = new Map<
    DeviceId,
    { readonly device: Device; readonly provider: DeviceProvider }
  >();
  readonly #present = new Map<DeviceId, ChosenCandidate>();
  readonly #known = new Map<DeviceId, KnownDevice>();
  /** Those that their own provider could not open, as long as it lists them. */
  readonly #failedIds = new Set<DeviceId>();
  /** Those that say they are gone, until their provider has looked again. */
  readonly #goneIds = new Map<DeviceId, DeviceProvider>();
  readonly #notifications = new Emitter<DeviceNotification>();
  readonly #events = new Emitter<ToldEvent>();
  readonly #contentChanges = new Emitter<ToldContentChange>();
  readonly #changes = new Emitter<void>();
  #lookingAgain: Timer | null = null;

  constructor(options: DeviceRegistryOptions) {
    const { providers, fallback, logger, known } = options;
    const watch = (provider: DeviceProvider) =>
      new ProviderWatch(provider, logger, () => this.#onEnumerated(provider));
    this.#options = options;
    this.#watches = providers.map(watch);
    this.#fallbackWatch = fallback === null ? null : watch(fallback.provider);
    for (const device of known) this.#known.set(device.identity.deviceId, device);
  }

  /** Those that are plugged in. */
  get devices(): readonly Device[] {
    return [...this.#present.keys()].flatMap((deviceId) => this.device(deviceId) ?? []);
  }

  /** One that is plugged in, or was in this run. */
  device(deviceId: DeviceId): Device | undefined {
    return this.#devices.get(deviceId)?.device;
  }

  /** Everything ever seen and not forgotten, in no promised order. */
  get known(): readonly KnownDevice[] {
    return [...this.#known.values()];
  }

  /** Places that could not be searched. */
  get failures(): readonly PlaceFailure[] {
    return this.#watches.flatMap((watch) => watch.enumeration.failures);
  }

  get notifications(): EventSource<DeviceNotification> {
    return this.#notifications;
  }

  /** As `Device.events`, of every player. */
  get events(): EventSource<ToldEvent> {
    return this.#events;
  }

  /** As `Device.contentChanges`, of every player. */
  get contentChanges(): EventSource<ToldContentChange> {
    return this.#contentChanges;
  }

  /** Told when anything that can be read here, or of a device, is another. */
  get changes(): EventSource<void> {
    return this.#changes;
  }

  /** Settles when every provider has been asked once; devices are then being opened. */
  async start(): Promise<void> {
    for (const watch of this.#watches) watch.start();
    await this.refresh();
  }

  /** Has everything enumerated anew, for what no event tells of (IWMDeviceManager::Reinitialize). */
  async refresh(): Promise<void> {
    await Promise.all(this.#watches.map((watch) => watch.refresh()));
  }

  /** Only of a player that is not plugged in. @returns was it forgotten? */
  async forget(deviceId: DeviceId): Promise<boolean> {
    const { device } = this.#devices.get(deviceId) ?? {};
    // Its provider may list it for some time yet.
    if (device?.status.state === 'lost') this.#onSaidToBeGone(deviceId);
    if (this.#present.has(deviceId) || !this.#known.delete(deviceId)) return false;
    this.#devices.delete(deviceId);
    this.#changes.emit();
    await device?.[Symbol.asyncDispose]();
    return true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Devices that say they are gone from now on were let go by us.
    this.#present.clear();
    this.#lookingAgain?.[Symbol.dispose]();
    await Promise.all(this.#watches.map((watch) => watch[Symbol.asyncDispose]()));
    await this.#fallbackWatch?.[Symbol.asyncDispose]();
    await Promise.all(
      [...this.#devices.values()].map(({ device }) => device[Symbol.asyncDispose]()),
    );
  }

  #onEnumerated(provider: DeviceProvider): void {
    for (const [deviceId, itsProvider] of this.#goneIds) {
      if (itsProvider === provider) this.#goneIds.delete(deviceId);
    }
    this.#compare();
  }

  /** What is there now, against what was. */
  #compare(): void {
    const chosen = this.#choose();
    for (const deviceId of [...this.#present.keys()]) {
      if (!chosen.has(deviceId)) this.#remove(deviceId);
    }
    for (const [deviceId, choice] of chosen) {
      const before = this.#present.get(deviceId);
      if (before?.provider !== choice.provider) this.#arrive(deviceId, choice);
      else if (isOtherwise(before, choice)) {
        this.#present.set(deviceId, choice);
        this.device(deviceId)?.appeared(choice.candidate);
      }
    }
    this.#changes.emit();
  }

  #choose(): ReadonlyMap<DeviceId, ChosenCandidate> {
    const found = this.#watches.map(({ provider, enumeration }) => ({
      provider,
      candidates: enumeration.candidates.filter(
        ({ identity }) => !this.#goneIds.has(identity.deviceId),
      ),
    }));
    const listed = new Set(
      found.flatMap(({ candidates }) => candidates.map(({ identity }) => identity.deviceId)),
    );
    for (const deviceId of this.#failedIds) {
      if (!listed.has(deviceId)) this.#failedIds.delete(deviceId);
    }
    const watch = this.#fallbackWatch;
    const fallback = watch && {
      provider: watch.provider,
      candidates: watch.enumeration.candidates,
    };
    return chooseCandidates({ found, fallback, failedId: this.#fallbackNeededFor() });
  }

  #fallbackNeededFor(): DeviceId | null {
    const { fallback } = this.#options;
    const candidates = this.#watches
      .filter(({ provider }) => provider.name === fallback?.of)
      .flatMap(({ enumeration }) => enumeration.candidates);
    return fallbackNeededFor(candidates, this.#failedIds);
  }

  #arrive(deviceId: DeviceId, choice: ChosenCandidate): void {
    if (this.#present.has(deviceId)) this.#remove(deviceId);
    this.#present.set(deviceId, choice);
    const device = this.#deviceOf(deviceId, choice);
    this.#see(device);
    this.#notifications.emit({ kind: 'deviceArrived', deviceId });
    device.appeared(choice.candidate);
  }

  #remove(deviceId: DeviceId): void {
    const isUnread = this.#present.get(deviceId)?.candidate.isUnread === true;
    this.#present.delete(deviceId);
    const device = this.device(deviceId);
    if (device !== undefined) {
      this.#see(device);
      device.vanished();
    }
    if (isUnread) this.#forgetUnread(deviceId);
    this.#notifications.emit({ kind: 'deviceRemoved', deviceId });
  }

  /** Who it was nobody found out: nothing will come back under this id. */
  #forgetUnread(deviceId: DeviceId): void {
    this.#known.delete(deviceId);
    this.#devices.delete(deviceId);
  }

  /** The same object as before, unless another provider has the device now. */
  #deviceOf(deviceId: DeviceId, { provider, candidate }: ChosenCandidate): Device {
    const before = this.#devices.get(deviceId);
    if (before?.provider === provider) return before.device;
    const { contentProvider, clock, logger } = this.#options;
    const device = new Device({
      candidate,
      provider,
      contentProvider,
      clock,
      logger: logger.child({ deviceId }),
    });
    device.changes.subscribe(() => this.#onDeviceChanged(device));
    device.events.subscribe((event) => this.#events.emit({ deviceId, event }));
    device.contentChanges.subscribe((change) => this.#contentChanges.emit({ deviceId, change }));
    device.mediaChanges.subscribe(({ kind, storage: { storageId } }) =>
      this.#notifications.emit({ kind, deviceId, storageId }),
    );
    this.#devices.set(deviceId, { device, provider });
    return device;
  }

  #onDeviceChanged(device: Device): void {
    const { state, problem } = device.status;
    const { deviceId } = device.identity;
    // Once it is open it says itself who it is.
    if (state === 'ready' && this.#known.get(deviceId)?.identity !== device.identity) {
      this.#see(device);
    }
    const isOfOurOwn = problem !== null && failuresOfOurOwn.has(problem.code);
    if (isOfOurOwn && (state === 'obstructed' || state === 'lost')) this.#onFailedToOpen(deviceId);
    if (state === 'lost' && goneCodes.has(problem?.code)) this.#onSaidToBeGone(deviceId);
    this.#changes.emit();
  }

  #onFailedToOpen(deviceId: DeviceId): void {
    const isNew = !this.#failedIds.has(deviceId);
    this.#failedIds.add(deviceId);
    if (isNew && this.#fallbackNeededFor() === deviceId) void this.#fallbackWatch?.refresh();
  }

  /** The device knows it before its provider does; or it is there again before that was noticed. */
  #onSaidToBeGone(deviceId: DeviceId): void {
    const choice = this.#present.get(deviceId);
    if (choice === undefined) return;
    this.#goneIds.set(deviceId, choice.provider);
    this.#remove(deviceId);
    this.#lookingAgain?.[Symbol.dispose]();
    this.#lookingAgain = this.#options.clock.setTimer(lookAgainDelayMs, () => void this.refresh());
  }

  #see(device: Device): void {
    const { identity, location } = device;
    const lastSeenAtMs = this.#options.nowMs();
    this.#known.set(identity.deviceId, { identity, location, lastSeenAtMs });
  }
}

function isOtherwise(before: ChosenCandidate, now: ChosenCandidate): boolean {
  return (
    before.candidate.location !== now.candidate.location ||
    before.candidate.obstacle?.code !== now.candidate.obstacle?.code
  );
}
