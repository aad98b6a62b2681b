import { ok, type Result } from '../../../../base/Result.ts';
import type { AppError } from '../../../../contract/errors.ts';
import { decodeU32Array } from '../codec/arrays.ts';
import { decodeStorageInfo, type StorageInfo } from '../codec/StorageInfo.ts';
import type { MtpCalls } from './MtpCalls.ts';

/** Of those with a medium in them: the low half of the id of an empty slot is 0 (MTP 1.1, 5.2.1). */
export async function getStorageIds(
  calls: MtpCalls,
  signal: AbortSignal,
): Promise<Result<readonly number[], AppError>> {
  const ids = await calls.readDataset('GetStorageIDs', [], decodeU32Array, signal);
  return ids.ok ? ok([...new Set(ids.value)].filter((id) => (id & 0xffff) !== 0)) : ids;
}

export function getStorageInfo(
  calls: MtpCalls,
  storageId: number,
  signal: AbortSignal,
): Promise<Result<StorageInfo, AppError>> {
  return calls.readDataset('GetStorageInfo', [storageId], decodeStorageInfo, signal);
}
