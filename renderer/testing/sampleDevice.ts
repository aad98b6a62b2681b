import type { DeviceSnapshot } from '../../electron/contract/devices.ts';
import { DeviceId, StorageId } from '../../electron/contract/ids.ts';

/** A player with two storages. */
export const sampleDevice: DeviceSnapshot = {
  deviceId: DeviceId.parse('walkman'),
  provider: 'mtp',
  name: 'Walkman',
  manufacturer: 'Sony',
  model: 'NW-A105',
  location: 'USB 1-4',
  status: 'ready',
  problem: null,
  heldBy: null,
  permissionRule: null,
  batteryPercent: 80,
  storages: [
    {
      storageId: StorageId.parse('memory'),
      label: 'Memory',
      capacityBytes: 16e9,
      freeBytes: 4e9,
      readOnly: false,
      removable: false,
      contentBytes: null,
    },
    {
      storageId: StorageId.parse('card'),
      label: 'Card',
      capacityBytes: 64e9,
      freeBytes: 60e9,
      readOnly: false,
      removable: true,
      contentBytes: null,
    },
  ],
  abilities: ['read', 'write', 'makeFolder', 'remove'],
  lastSeenAt: '2026-11-21T12:00:00Z',
  preferences: { name: null, musicFolderTemplate: 'Music/{albumArtist}/{album}' },
};
