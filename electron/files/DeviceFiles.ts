import type { Result } from '../base/Result.ts';
import type { DevicePlace } from '../contract/devices.ts';
import type { AppError } from '../contract/errors.ts';
import type { RangedFile } from '../library/RangedFile.ts';

/** Finds files that are on portable players. */
export interface DeviceFiles {
  /**
   * The file as it is there now; it can be read while the player stays connected. Fails with `device.*`,
   * `app.cancelled`.
   */
  open(place: DevicePlace, signal: AbortSignal): Promise<Result<RangedFile, AppError>>;
}
