import { Emitter, type EventSource } from '../../base/Emitter.ts';
import type { DeviceId } from '../../contract/ids.ts';
import type { Device } from '../../devices/device/Device.ts';
import type { DeviceConnection } from '../../devices/DeviceConnection.ts';
import { readyDevice, type TransferDevice, type TransferDevices } from './TransferDevice.ts';

/** The registry, or a stand-in. */
export interface PluggedDevices {
  readonly devices: readonly Device[];
  readonly changes: EventSource<void>;
}

/**
 * The players that can be asked for something. A player tells of every byte; here is told only when it
 * becomes ready, over a connection of its own, or is not any more.
 */
export class ReadyDevices implements TransferDevices, Disposable {
  readonly #plugged: PluggedDevices;
  readonly #changes = new Emitter<DeviceId>();
  readonly #subscription: Disposable;
  readonly #connections = new Map<DeviceId, DeviceConnection>();

  constructor(plugged: PluggedDevices) {
    this.#plugged = plugged;
    this.#subscription = plugged.changes.subscribe(() => this.#compare());
    this.#compare();
  }

  get changes(): EventSource<DeviceId> {
    return this.#changes;
  }

  ready(deviceId: DeviceId): TransferDevice | null {
    const device = this.#plugged.devices.find(({ identity }) => identity.deviceId === deviceId);
    return device === undefined ? null : readyDevice(device);
  }

  [Symbol.dispose](): void {
    this.#subscription[Symbol.dispose]();
  }

  #compare(): void {
    const now = new Map<DeviceId, DeviceConnection>();
    for (const device of this.#plugged.devices) {
      const connection = readyDevice(device)?.connection;
      if (connection !== undefined) now.set(device.identity.deviceId, connection);
    }
    const changed = new Set([...this.#connections.keys(), ...now.keys()]);
    for (const deviceId of changed) {
      if (this.#connections.get(deviceId) === now.get(deviceId)) changed.delete(deviceId);
    }
    this.#connections.clear();
    for (const [deviceId, connection] of now) this.#connections.set(deviceId, connection);
    for (const deviceId of changed) this.#changes.emit(deviceId);
  }
}
