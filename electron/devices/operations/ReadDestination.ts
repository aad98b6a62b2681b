import type { Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceObject } from '../DeviceObject.ts';

/** Where the bytes of an object go; what is there already is replaced (WD-28). */
export interface ReadDestination {
  /**
   * Takes all of `bytes`, or stops early and says why. What `bytes` throws is the device's failure: it is
   * passed on, and nothing is left behind.
   */
  take(object: DeviceObject, bytes: AsyncIterable<Uint8Array>): Promise<Result<void, AppError>>;
}
