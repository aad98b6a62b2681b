import type { PlanRow } from '../../contract/transfers.ts';
import { cleanText } from '../../library/cleanText.ts';
import { isoTimeOf } from '../isoTimeOf.ts';
import type { PlannedCopy } from '../../sync/planning/PlannedCopy.ts';

/** One file of a plan as a list shows it. */
export function planRowOf(planned: PlannedCopy, index: number): PlanRow {
  const { file, folder, name, step, conflict, renamed, unplayable, refusal } = planned;
  const fileName = file.relativePath.slice(file.relativePath.lastIndexOf('/') + 1);
  return {
    index,
    fileName: cleanText(fileName) ?? '',
    targetPath: cleanText([...folder, name].join('/')) ?? '',
    sizeBytes: file.sizeBytes,
    step,
    conflict: conflict && {
      sizeBytes: conflict.sizeBytes,
      modifiedAt: isoTimeOf(conflict.modifiedAtMs),
    },
    renamed,
    unplayable,
    refusal: refusal?.code ?? null,
  };
}
