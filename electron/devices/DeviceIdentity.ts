import type { DeviceId } from '../contract/ids.ts';

/** Which of our providers speaks to a device. */
export type ProviderName = 'mtp' | 'mass-storage' | 'libmtp' | 'fake';

/**
 * Who a device says it is. Every text comes from the device: bounded and cleaned by its provider, and
 * still never to be used as a path.
 */
export interface DeviceIdentity {
  /** The same for the same device whenever and wherever it is plugged in, as far as it can be told apart. */
  readonly deviceId: DeviceId;
  readonly provider: ProviderName;
  readonly manufacturer: string;
  readonly model: string;
  /** The name its owner gave it (MTP 0xD402, a volume's label), else the model. */
  readonly name: string;
  /** `null` where the device has none to tell (WD-37). */
  readonly serialNumber: string | null;
  readonly firmwareVersion: string | null;
}
