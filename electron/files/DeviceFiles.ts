import type { EventSource } from '../base/Emitter.ts';
import type { Result } from '../base/Result.ts';
import type { DevicePlace } from '../contract/devices.ts';
import type { AppError } from '../contract/errors.ts';
import type { DeviceId } from '../contract/ids.ts';
import type { RangedFile } from '../library/RangedFile.ts';

/** Files on players that somebody reads, and that have to wait for a file being sent to their player. */
export interface HeldFiles {
  has(deviceId: DeviceId): boolean;
  readonly changes: EventSource<void>;
}

/** Finds files that are on portable players. */
export interface DeviceFiles {
  readonly held: HeldFiles;
  /**
   * The file as it is there now; it can be read while the player stays connected. Fails with `device.*`,
   * `app.cancelled`.
   */
  open(place: DevicePlace, signal: AbortSignal): Promise<Result<RangedFile, AppError>>;
}
