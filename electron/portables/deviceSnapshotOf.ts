import { DeviceAbility, type DeviceSnapshot } from '../contract/devices.ts';
import type { Device } from '../devices/device/Device.ts';
import type { DeviceOperation } from '../devices/DeviceCapabilities.ts';
import type { KnownDevice } from '../devices/registry/KnownDevice.ts';
import { cleanText } from '../library/cleanText.ts';
import type { DeviceMemory } from '../state/DeviceMemory.ts';
import type { PlayerFacts } from './facts/PlayerFacts.ts';

/** What pages are offered of what a player can do. */
const abilities: readonly (DeviceAbility & DeviceOperation)[] = DeviceAbility.options;

/** One player as pages are told of it; `device` is `undefined` for one that is not here. */
export function deviceSnapshotOf(
  { identity, location, lastSeenAtMs }: KnownDevice,
  device: Device | undefined,
  memory: DeviceMemory,
  facts: Pick<PlayerFacts, 'contentBytesOf' | 'obstacleOf'>,
): DeviceSnapshot {
  const { deviceId, provider, manufacturer, model } = device?.identity ?? identity;
  const preferences = memory.preferencesOf(deviceId);
  const status = device?.status;
  const operations = device?.connection?.capabilities.operations;
  const ownName = cleanText((device?.identity ?? identity).name) ?? cleanText(model) ?? '';
  return {
    deviceId,
    provider,
    name: preferences.name ?? ownName,
    manufacturer: cleanText(manufacturer) ?? '',
    model: cleanText(model) ?? '',
    location: device?.location ?? location,
    status: status === undefined || status.state === 'lost' ? 'absent' : status.state,
    problem: status?.problem ?? null,
    ...facts.obstacleOf(device),
    batteryPercent: device?.batteryPercent ?? null,
    storages: (device?.storages ?? []).map((storage) => ({
      storageId: storage.storageId,
      label: cleanText(storage.label) ?? '',
      capacityBytes: storage.capacityBytes,
      freeBytes: storage.freeBytes,
      readOnly: storage.readOnly,
      removable: storage.removable,
      contentBytes: facts.contentBytesOf(deviceId, storage.storageId),
    })),
    abilities: abilities.filter((ability) => operations?.has(ability) === true),
    lastSeenAt: new Date(lastSeenAtMs).toISOString(),
    preferences,
  };
}
