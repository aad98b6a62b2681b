import type { DeviceIdentity } from '../DeviceIdentity.ts';

/** A player that was here, now or some time ago. */
export interface KnownDevice {
  readonly identity: DeviceIdentity;
  readonly location: string;
  /** Wall time, ms since 1970; of one that is here, when it came or was opened. */
  readonly lastSeenAtMs: number;
}
