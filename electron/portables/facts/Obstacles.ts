import { Emitter, type EventSource } from '../../base/Emitter.ts';
import type { DeviceSnapshot } from '../../contract/devices.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceId } from '../../contract/ids.ts';
import type { Device } from '../../devices/device/Device.ts';
import type { findUsbHolder } from '../../devices/obstacles/findUsbHolder.ts';
import { udevRule } from '../../devices/obstacles/udevRule.ts';
import type { DeviceRegistry } from '../../devices/registry/DeviceRegistry.ts';

export type Obstacle = Pick<DeviceSnapshot, 'heldBy' | 'permissionRule'>;

export interface ObstaclesOptions {
  readonly registry: Pick<DeviceRegistry, 'devices' | 'changes'>;
  readonly findHolder: typeof findUsbHolder;
  readonly platform: NodeJS.Platform;
}

const nothing: Obstacle = { heldBy: null, permissionRule: null };

/** What stands in the way of players that cannot be opened, as far as Linux tells. */
export class Obstacles implements Disposable {
  readonly #options: ObstaclesOptions;
  readonly #changes = new Emitter<void>();
  readonly #subscription: Disposable;
  /** Of players that another program has; each failure is looked into once. */
  readonly #held = new Map<DeviceId, { readonly problem: AppError; heldBy: Obstacle['heldBy'] }>();

  constructor(options: ObstaclesOptions) {
    this.#options = options;
    this.#subscription = options.registry.changes.subscribe(() => this.#look());
  }

  /** An obstacle is another. */
  get changes(): EventSource<void> {
    return this.#changes;
  }

  of(device: Device | undefined): Obstacle {
    if (device === undefined || this.#options.platform !== 'linux') return nothing;
    const { usbDevice, status, identity } = device;
    if (usbDevice === null || status.state !== 'obstructed') return nothing;
    const { vendorId, productId } = usbDevice;
    switch (status.problem?.code) {
      case 'device.permissionDenied':
        return { ...nothing, permissionRule: udevRule(vendorId, productId) };
      case 'device.exclusiveAccess':
        return { ...nothing, heldBy: this.#held.get(identity.deviceId)?.heldBy ?? null };
      default:
        return nothing;
    }
  }

  [Symbol.dispose](): void {
    this.#subscription[Symbol.dispose]();
  }

  #look(): void {
    const { registry, platform } = this.#options;
    if (platform !== 'linux') return;
    const held = registry.devices.filter(
      ({ status }) => status.problem?.code === 'device.exclusiveAccess',
    );
    const ids = new Set(held.map(({ identity }) => identity.deviceId));
    for (const deviceId of this.#held.keys()) if (!ids.has(deviceId)) this.#held.delete(deviceId);
    for (const device of held) void this.#findHolder(device);
  }

  async #findHolder({ identity, status, usbDevice }: Device): Promise<void> {
    const { deviceId } = identity;
    const { problem } = status;
    const before = this.#held.get(deviceId);
    if (usbDevice === null || problem === null || before?.problem === problem) return;
    const found = { problem, heldBy: before?.heldBy ?? null };
    this.#held.set(deviceId, found);
    const heldBy = await this.#options.findHolder(usbDevice);
    if (this.#held.get(deviceId) !== found) return;
    found.heldBy = heldBy;
    this.#changes.emit();
  }
}
