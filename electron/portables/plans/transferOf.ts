import type { StorageId } from '../../contract/ids.ts';
import { cleanText } from '../../library/cleanText.ts';
import { transferLogLine } from '../../sync/execution/transferLogLine.ts';
import type { NewTransfer, ReplacedFile } from '../../sync/journal/Transfer.ts';
import type { PlannedCopy } from '../../sync/planning/PlannedCopy.ts';
import type { TargetEntry } from '../../sync/planning/TargetTree.ts';

/** A planned copy as it goes into the queue of transfers. */
export function transferOf(planned: PlannedCopy, storageId: StorageId): NewTransfer {
  const { file, folder, name, step, conflict } = planned;
  const { source, format, modifiedAtMs, music, sizeBytes, relativePath } = file;
  const fileName = relativePath.slice(relativePath.lastIndexOf('/') + 1);
  return {
    name: cleanText(fileName) ?? name,
    target: cleanText([...folder, name].join('/')) ?? name,
    sizeBytes,
    work: {
      kind: 'toDevice',
      source,
      storageId,
      folder: [...folder],
      name,
      replaces: step === 'replace' && conflict !== null ? replacedFileOf(conflict) : null,
      format,
      modifiedAtMs,
      music,
    },
  };
}

/** What is not to be copied, or cannot be, as it is listed. */
export function skippedTransferOf(
  planned: PlannedCopy,
  storageId: StorageId,
  now: Date,
): NewTransfer {
  const transfer = transferOf(planned, storageId);
  const { refusal, conflict } = planned;
  const error = refusal ?? (conflict === null ? null : ({ code: 'device.nameTaken' } as const));
  return {
    ...transfer,
    skipped: { error, logLine: transferLogLine(now, 'skipped', transfer, { error }) },
  };
}

function replacedFileOf({ name, sizeBytes, modifiedAtMs }: TargetEntry): ReplacedFile {
  return { name, sizeBytes, modifiedAtMs };
}
