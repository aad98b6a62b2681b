import { ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import type { StorageInfo } from '../codec/StorageInfo.ts';

/**
 * Room on the storages for what is written. While a session of the device lasts a storage is asked once,
 * and what was written since is reckoned (WD-10); it is asked again before something is said not to fit.
 */
export class FreeSpace {
  readonly #reckonedBytes = new Map<number, number>();
  #isInSession = false;

  setInSession(isInSession: boolean): void {
    this.#isInSession = isInSession;
    this.#reckonedBytes.clear();
  }

  /** Takes the room for an object of `sizeBytes`; false when there is too little. */
  async take(
    storageId: number,
    sizeBytes: number,
    ask: () => Promise<Result<Pick<StorageInfo, 'freeBytes' | 'capacityBytes'>, AppError>>,
  ): Promise<Result<boolean, AppError>> {
    const reckonedBytes = this.#reckonedBytes.get(storageId) ?? -1;
    if (this.#isInSession && sizeBytes <= reckonedBytes) {
      this.#reckonedBytes.set(storageId, reckonedBytes - sizeBytes);
      return ok(true);
    }
    const info = await ask();
    if (!info.ok) return info;
    const freeBytes = Math.min(info.value.freeBytes, info.value.capacityBytes);
    this.#reckonedBytes.set(storageId, freeBytes - sizeBytes);
    return ok(sizeBytes <= freeBytes);
  }
}
