import { Emitter } from '../../../base/Emitter.ts';
import { err, ok, type Result } from '../../../base/Result.ts';
import type { AppError } from '../../../contract/errors.ts';
import type { DeviceId } from '../../../contract/ids.ts';
import { refuseUnadvertised } from '../../decorators/refuseUnadvertised.ts';
import type { DeviceConnection } from '../../DeviceConnection.ts';
import type { ProviderName } from '../../DeviceIdentity.ts';
import type {
  DeviceCandidate,
  DeviceProvider,
  Enumeration,
  OpenApproach,
  PlaceFailure,
} from '../../DeviceProvider.ts';
import { FakeConnection } from './FakeConnection.ts';
import type { FakeDevice } from './FakeDevice.ts';

/** Reaches `FakeDevice`s. Devices that are added are plugged in. */
export class FakeProvider implements DeviceProvider {
  /** May stand for another provider. */
  name: ProviderName = 'fake';
  /** Tried openings, oldest first. */
  readonly openings: { readonly deviceId: DeviceId; readonly approach: OpenApproach }[] = [];
  /** Places that cannot be searched. */
  failures: readonly PlaceFailure[] = [];
  readonly #devices: FakeDevice[];
  readonly #changes = new Emitter<void>();

  constructor(...devices: readonly FakeDevice[]) {
    this.#devices = [];
    for (const device of devices) this.add(device);
  }

  add(device: FakeDevice): void {
    this.#devices.push(device);
    device.plugged.subscribe(() => this.#changes.emit());
    device.events.subscribe((event) => {
      if (event.kind === 'lost') this.#changes.emit();
    });
    this.#changes.emit();
  }

  watch(onChange: () => void): Disposable {
    return this.#changes.subscribe(onChange);
  }

  /** How many watch. */
  get watcherCount(): number {
    return this.#changes.listenerCount;
  }

  enumerate(): Promise<Enumeration> {
    const candidates = this.#devices
      .filter((device) => device.isPlugged)
      .map((device): DeviceCandidate => ({
        identity: device.identity,
        location: `fake ${device.identity.deviceId}`,
        // That a player is locked is found out by opening it.
        obstacle: device.obstacle?.code === 'device.locked' ? null : device.obstacle,
      }));
    return Promise.resolve({ candidates, failures: this.failures });
  }

  open(
    deviceId: DeviceId,
    signal: AbortSignal,
    approach: OpenApproach = 'gently',
  ): Promise<Result<DeviceConnection, AppError>> {
    this.openings.push({ deviceId, approach });
    return Promise.resolve(this.#open(deviceId, signal, approach));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }

  #open(
    deviceId: DeviceId,
    signal: AbortSignal,
    approach: OpenApproach,
  ): Result<DeviceConnection, AppError> {
    if (signal.aborted) return err({ code: 'app.cancelled' });
    const device = this.#devices.find(({ identity }) => identity.deviceId === deviceId);
    if (device?.isPlugged !== true) return err({ code: 'device.notFound' });
    if (device.obstacle !== null) return err(device.obstacle);
    if (!device.reopen(approach === 'afterReset')) return err({ code: 'device.timedOut' });
    return ok(refuseUnadvertised(new FakeConnection(device)));
  }
}
