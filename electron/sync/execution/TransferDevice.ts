import type { EventSource } from '../../base/Emitter.ts';
import type { DeviceId } from '../../contract/ids.ts';
import type { Device } from '../../devices/device/Device.ts';
import type { DeviceConnection } from '../../devices/DeviceConnection.ts';

/** A player that is there and can be asked for something. */
export interface TransferDevice extends Pick<
  Device,
  'operations' | 'events' | 'contentChanges' | 'beginSession' | 'endSession'
> {
  /** To look at; what changes the player goes through `operations`. */
  readonly connection: DeviceConnection;
}

/** The players transfers go to. */
export interface TransferDevices {
  /** `null` while it is not there, locked, recovering … */
  ready(deviceId: DeviceId): TransferDevice | null;
  /** Names a player that is ready now, or is not any more. */
  readonly changes: EventSource<DeviceId>;
}

/** `null` while the player cannot be asked for anything. */
export function readyDevice(device: Device): TransferDevice | null {
  const { connection, operations } = device;
  const isReady = device.status.state === 'ready' || device.status.state === 'busy';
  if (connection === null || !isReady) return null;
  return {
    connection,
    operations,
    events: device.events,
    contentChanges: device.contentChanges,
    beginSession: (...request) => device.beginSession(...request),
    endSession: (...request) => device.endSession(...request),
  };
}
