import type { StorageSnapshot } from '../../../electron/contract/devices.ts';

type Room = Pick<StorageSnapshot, 'capacityBytes' | 'freeBytes'>;

/** What several storages hold together. */
export function totalRoom(storages: readonly Room[]): Room {
  return storages.reduce(
    (total, { capacityBytes, freeBytes }) => ({
      capacityBytes: total.capacityBytes + capacityBytes,
      freeBytes: total.freeBytes + freeBytes,
    }),
    { capacityBytes: 0, freeBytes: 0 },
  );
}
