import { Emitter } from '../../../../base/Emitter.ts';
import type { Logger } from '../../../../base/Logger.ts';
import type { MonotonicClock, Timer } from '../../../../base/MonotonicClock.ts';
import { Mutex } from '../../../../base/Mutex.ts';
import { delay } from '../../../../base/delay.ts';
import { err, ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import type { DeviceId } from '../../../../contract/ids.ts';
import type { DeviceConnection } from '../../../DeviceConnection.ts';
import type {
  DeviceCandidate,
  DeviceProvider,
  Enumeration,
  OpenApproach,
  PlaceFailure,
} from '../../../DeviceProvider.ts';
import type { UsbPort } from '../transports/UsbPort.ts';
import { connectPlayer } from './connectPlayer.ts';
import { PlaceSearch } from './PlaceSearch.ts';
import { readIdentity, unreadIdentity } from './readIdentity.ts';
import {
  localPlace,
  remotePlace,
  usbIpPlaceName,
  type FoundUsbDevice,
  type LocalBus,
  type UsbIpAddress,
  type UsbPlace,
} from './UsbPlace.ts';

export interface MtpProviderOptions {
  /** `null` where this machine has no USB. */
  readonly bus: LocalBus | null;
  readonly servers: readonly UsbIpAddress[];
  readonly clock: MonotonicClock;
  readonly logger: Logger;
}

/** In ms. A server tells nobody when something is plugged into it: it is asked. */
const lookAgainDelayMs = 3_000;
/** In ms. A server offers a device that was let go when it has reset it. */
const letGoMs = 5_000;
const letGoLookMs = 100;

/** A device that was looked at: once, for as long as it stays plugged in. */
interface KnownPlayer {
  readonly candidate: DeviceCandidate;
  readonly device: FoundUsbDevice;
  /** Held since it was looked at, for whoever opens it. */
  heldPort: UsbPort | null;
  isOpen: boolean;
  /** When we closed it; `null` when it closed by itself. */
  letGoAtMs: number | null;
}

/** A device of which nobody knows yet who it is, for it cannot be opened. */
interface ObstructedPlayer {
  readonly candidate: DeviceCandidate;
  readonly device: FoundUsbDevice;
}

/** Players that speak MTP, on this machine's USB and on machines that share theirs. */
export class MtpProvider implements DeviceProvider {
  readonly name = 'mtp';
  readonly #options: MtpProviderOptions;
  readonly #changes = new Emitter<void>();
  readonly #looking = new Mutex();
  readonly #players = new Map<string, KnownPlayer>();
  /** Those that could not be opened when they were last looked at. */
  readonly #obstructed = new Map<string, ObstructedPlayer>();
  /** Keys of devices that do not speak MTP. */
  readonly #others = new Set<string>();
  /** Keys of all that was listed last. */
  #present: ReadonlySet<string> = new Set();
  readonly #local: PlaceSearch | null;
  #remote: readonly PlaceSearch[] = [];
  #timer: Timer | null = null;

  constructor(options: MtpProviderOptions) {
    this.#options = options;
    this.#local = options.bus && this.#searchOf(localPlace(options.bus));
    this.#remote = options.servers.map((server) => this.#remoteSearch(server));
  }

  setServers(servers: readonly UsbIpAddress[]): void {
    const before = new Map(this.#remote.map((search) => [search.place.name, search]));
    this.#remote = servers.map(
      (server) => before.get(usbIpPlaceName(server)) ?? this.#remoteSearch(server),
    );
    this.#changes.emit();
  }

  /** Those on this machine's own USB, as they were last found. */
  get localPlayers(): readonly DeviceCandidate[] {
    return [...this.#players.values()]
      .filter(({ device }) => device.local !== null)
      .map(({ candidate }) => candidate);
  }

  watch(onChange: () => void): Disposable {
    const own = this.#changes.subscribe(onChange);
    const bus = this.#options.bus?.watch(onChange);
    this.#timer ??= this.#lookAgainLater();
    return {
      [Symbol.dispose]: () => {
        own[Symbol.dispose]();
        bus?.[Symbol.dispose]();
      },
    };
  }

  enumerate(signal: AbortSignal): Promise<Enumeration> {
    return this.#looking.runExclusive(async () => {
      const failures: PlaceFailure[] = [];
      const found: FoundUsbDevice[] = [];
      const searches = [...(this.#local === null ? [] : [this.#local]), ...this.#remote];
      const searchAll = searches.map(async (search) => ({
        place: search.place.name,
        devices: await search.find(signal),
      }));
      for (const { place, devices } of await Promise.all(searchAll)) {
        if (devices.ok) found.push(...devices.value);
        else failures.push({ place, error: devices.error });
      }
      this.#present = new Set(found.map(({ key }) => key));
      await this.#forgetAbsent(this.#present);
      const candidates = new Map<DeviceId, DeviceCandidate>();
      for (const device of found) {
        const candidate = await this.#look(device, signal);
        if (candidate !== null) candidates.set(candidate.identity.deviceId, candidate);
      }
      for (const { candidate } of this.#players.values()) {
        candidates.set(candidate.identity.deviceId, candidate);
      }
      return { candidates: [...candidates.values()], failures };
    });
  }

  async open(
    deviceId: DeviceId,
    signal: AbortSignal,
    approach: OpenApproach = 'gently',
  ): Promise<Result<DeviceConnection, AppError>> {
    const player = [...this.#players.values()].find(
      ({ candidate }) => candidate.identity.deviceId === deviceId,
    );
    if (player === undefined) return this.#tryObstructed(deviceId, signal);
    const port = await this.#takePort(player, signal);
    if (!port.ok) return port;
    player.isOpen = true;
    player.letGoAtMs = null;
    const { gone } = port.value;
    gone.addEventListener('abort', () => this.#closed(player), { once: true });
    if (approach === 'afterReset') await port.value.reset(signal);
    const { identity } = player.candidate;
    // One that was pulled is not let go of, and nobody waits for it.
    const onClosing = () => (gone.aborted ? undefined : this.#letGo(player));
    const toConnect = { identity, port: port.value, onClosing };
    const connected = await connectPlayer(toConnect, this.#options, signal);
    if (!connected.ok && connected.error.code !== 'device.disconnected') this.#letGo(player);
    return connected;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#timer?.[Symbol.dispose]();
    await this.#looking.runExclusive(async () => {
      for (const { heldPort } of this.#players.values()) await heldPort?.[Symbol.asyncDispose]();
      this.#players.clear();
    });
  }

  #searchOf(place: UsbPlace): PlaceSearch {
    return new PlaceSearch(place, this.#options.clock, () => this.#changes.emit());
  }

  #remoteSearch({ host, port }: UsbIpAddress): PlaceSearch {
    return this.#searchOf(remotePlace(host, port, this.#options.clock));
  }

  /** `null` for what is no player. */
  async #look(device: FoundUsbDevice, signal: AbortSignal): Promise<DeviceCandidate | null> {
    const known = this.#players.get(device.key);
    if (known !== undefined) {
      known.letGoAtMs = null;
      return known.candidate;
    }
    if (this.#others.has(device.key)) return null;
    const port = await device.open(signal);
    if (port.ok) return this.#admit(device, port.value, signal);
    const identity = unreadIdentity(device);
    const obstacle = port.error;
    const candidate = { identity, ...whereIs(device), obstacle, isUnread: true };
    this.#obstructed.set(device.key, { candidate, device });
    return candidate;
  }

  /** Finds out who a device is that was opened, and holds it for whoever wants it. */
  async #admit(
    device: FoundUsbDevice,
    port: UsbPort,
    signal: AbortSignal,
  ): Promise<DeviceCandidate | null> {
    this.#obstructed.delete(device.key);
    const taken = [...this.#players]
      .filter(([key, player]) => this.#present.has(key) || isInUse(player))
      .map(([, { candidate }]) => candidate.identity.deviceId);
    const identity = await readIdentity(device, port, taken, signal);
    if (identity === null) {
      await port[Symbol.asyncDispose]();
      if (!signal.aborted) this.#others.add(device.key);
      return null;
    }
    const candidate = { identity, ...whereIs(device), obstacle: null };
    const player = { candidate, device, heldPort: port, isOpen: false, letGoAtMs: null };
    // Pulled and plugged in again elsewhere: nobody waits for it at its old place.
    for (const [key, other] of this.#players) {
      if (other.candidate.identity.deviceId === identity.deviceId) this.#players.delete(key);
    }
    this.#players.set(device.key, player);
    port.gone.addEventListener('abort', () => this.#changes.emit(), { once: true });
    return candidate;
  }

  /** What is still in its way; once nothing is, it is there under the id that it tells itself. */
  #tryObstructed(deviceId: DeviceId, signal: AbortSignal): Promise<Result<never, AppError>> {
    return this.#looking.runExclusive(async () => {
      const obstructed = [...this.#obstructed.values()].find(
        ({ candidate }) => candidate.identity.deviceId === deviceId,
      );
      if (obstructed === undefined) return err({ code: 'device.notFound' });
      const port = await obstructed.device.open(signal);
      if (!port.ok) return port;
      await this.#admit(obstructed.device, port.value, signal);
      this.#changes.emit();
      return err({ code: 'device.notFound' });
    });
  }

  /** What is in use, or was a moment ago, a server does not tell of. */
  async #forgetAbsent(present: ReadonlySet<string>): Promise<void> {
    for (const [key, player] of this.#players) {
      const { heldPort, letGoAtMs } = player;
      const wasLetGo = letGoAtMs !== null && this.#options.clock.nowMs() - letGoAtMs < letGoMs;
      if (present.has(key) || isInUse(player) || wasLetGo) continue;
      await heldPort?.[Symbol.asyncDispose]();
      this.#players.delete(key);
    }
    for (const keys of [this.#others, this.#obstructed]) {
      for (const key of keys.keys()) if (!present.has(key)) keys.delete(key);
    }
  }

  async #takePort(player: KnownPlayer, signal: AbortSignal): Promise<Result<UsbPort, AppError>> {
    const { heldPort, device } = player;
    player.heldPort = null;
    if (heldPort !== null && !heldPort.gone.aborted) return ok(heldPort);
    const { clock } = this.#options;
    const endMs = clock.nowMs() + letGoMs;
    for (;;) {
      const port = await device.open(signal);
      const isComing = !port.ok && player.letGoAtMs !== null && clock.nowMs() < endMs;
      if (!isComing || signal.aborted) return port;
      await delay(clock, letGoLookMs, signal);
    }
  }

  /** We close it; a server will offer it again. */
  #letGo(player: KnownPlayer): void {
    player.letGoAtMs = this.#options.clock.nowMs();
  }

  #closed(player: KnownPlayer): void {
    player.isOpen = false;
    this.#changes.emit();
  }

  #lookAgainLater(): Timer {
    return this.#options.clock.setTimer(lookAgainDelayMs, () => {
      if (this.#remote.length > 0) this.#changes.emit();
      this.#timer = this.#changes.listenerCount === 0 ? null : this.#lookAgainLater();
    });
  }
}

function whereIs({ location, local }: FoundUsbDevice) {
  return local === null ? { location } : { location, usbDevice: local };
}

/** Is a port of it open, so that its server does not list it? */
function isInUse({ heldPort, isOpen }: KnownPlayer): boolean {
  return isOpen || heldPort?.gone.aborted === false;
}
