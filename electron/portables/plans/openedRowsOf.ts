import type { AppError } from '../../contract/errors.ts';
import type { DeviceId } from '../../contract/ids.ts';
import type { OpenedFile } from '../../player/opening/FileReceiver.ts';
import type { ExportRow } from '../../queue/QueueEntry.ts';

/** Rows of the queue as files for a plan of `deviceId`; what is on that player already is refused. */
export function openedRowsOf(
  rows: readonly ExportRow[],
  deviceId: DeviceId,
): { readonly opened: readonly OpenedFile[]; readonly failures: readonly AppError[] } {
  const opened: OpenedFile[] = [];
  const failures: AppError[] = [];
  for (const { location, fileName } of rows) {
    const relativePath = fileName;
    if (location.kind === 'path') opened.push({ kind: 'path', path: location.path, relativePath });
    else if (location.kind === 'upload') {
      const { uploadId, sizeBytes } = location;
      opened.push({ kind: 'upload', uploadId, relativePath, sizeBytes });
    } else if (location.deviceId === deviceId) {
      failures.push({ code: 'transfer.sameDevice', subject: fileName });
    } else {
      const { storageId, path } = location;
      const place = { deviceId: location.deviceId, storageId, path };
      opened.push({ kind: 'device', place, relativePath });
    }
  }
  return { opened, failures };
}
