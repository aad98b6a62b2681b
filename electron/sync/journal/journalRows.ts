import * as z from 'zod/mini';
import { ErrorCode } from '../../contract/errors.ts';
import { DeviceId, TransferId, UploadId } from '../../contract/ids.ts';
import { Leftover, TransferWork, type Transfer } from './Transfer.ts';

/* What stands in the journal's tables, as it is read. */

export const columns =
  'transferId, deviceId, name, target, sizeBytes, work, state, attempt, errorCode, errorDetails, leftover';
export const shownColumns = 'transferId, name, target, sizeBytes, needs, state, errorCode';

const State = z.enum(['waiting', 'done', 'skipped', 'failed', 'cancelled']);
const Needs = z.enum(['toDevice', 'replace', 'fromDevice']);
// A code of another version of the program is some failure all the same.
const StoredErrorCode = z.nullable(z.catch(ErrorCode, 'app.internal'));

export const DeviceRow = z.object({ deviceId: DeviceId });
export const IdRow = z.object({ transferId: TransferId });
export const NameRow = z.object({ name: z.string() });
export const UploadRow = z.object({ uploadId: UploadId, sizeBytes: z.int() });
export const LogRow = z.object({ text: z.string() });
export const NeedsRow = z.object({ needs: Needs });
export const CountedRow = z.object({
  count: z.int(),
  waitingCount: z.int(),
  retryableCount: z.int(),
  batchCount: z.int(),
  doneCount: z.int(),
  failedCount: z.int(),
  skippedCount: z.int(),
  totalBytes: z.int(),
  waitingBytes: z.int(),
  doneBytes: z.int(),
});
export const ShownRow = z.object({
  transferId: TransferId,
  name: z.string(),
  target: z.string(),
  sizeBytes: z.int(),
  needs: Needs,
  state: State,
  errorCode: StoredErrorCode,
});

export const RawTransfer = z.object({
  transferId: TransferId,
  deviceId: DeviceId,
  name: z.string(),
  target: z.string(),
  sizeBytes: z.int(),
  work: z.string(),
  state: State,
  attempt: z.int(),
  errorCode: StoredErrorCode,
  errorDetails: z.nullable(z.string()),
  leftover: z.nullable(z.string()),
});

/** `null` when another version of the program wrote what this one does not understand. */
export function transferOf({
  work,
  leftover,
  errorCode,
  errorDetails,
  ...row
}: z.infer<typeof RawTransfer>): Transfer | null {
  const readWork = TransferWork.safeParse(JSON.parse(work));
  const readLeftover = z.nullable(Leftover).safeParse(leftover && JSON.parse(leftover));
  if (!readWork.success || !readLeftover.success) return null;
  const details = errorDetails === null ? {} : { details: errorDetails };
  return {
    ...row,
    work: readWork.data,
    leftover: readLeftover.data,
    error: errorCode === null ? null : { code: errorCode, ...details },
  };
}
