import type { StorageId } from '../contract/ids.ts';

/** A storage of a device: its memory, a card. Sizes are what the device says now. */
export interface DeviceStorage {
  readonly storageId: StorageId;
  readonly label: string;
  readonly capacityBytes: number;
  readonly freeBytes: number;
  readonly removable: boolean;
  readonly readOnly: boolean;
}
