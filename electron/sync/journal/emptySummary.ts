import type { DeviceId } from '../../contract/ids.ts';
import type { JournalSummary } from './JournalWorkerApi.ts';

/** Of a player that nothing was ever to be copied onto. */
export function emptySummary(deviceId: DeviceId): JournalSummary {
  return {
    deviceId,
    count: 0,
    waitingCount: 0,
    retryableCount: 0,
    batchCount: 0,
    doneCount: 0,
    failedCount: 0,
    skippedCount: 0,
    totalBytes: 0,
    waitingBytes: 0,
    doneBytes: 0,
  };
}
