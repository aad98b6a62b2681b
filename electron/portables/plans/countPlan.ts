import type { TransferPlan } from '../../contract/transfers.ts';
import { isCopied, type PlannedCopy } from '../../sync/planning/PlannedCopy.ts';

export type PlanCounts = Pick<
  TransferPlan,
  | 'copyCount'
  | 'copyBytes'
  | 'conflictCount'
  | 'undecidedCount'
  | 'unplayableCount'
  | 'renamedCount'
  | 'refusedCount'
  | 'leftBytes'
>;

/** What a plan comes to, in numbers; `freeBytes` are on the storage before it. */
export function countPlan(rows: readonly PlannedCopy[], freeBytes: number): PlanCounts {
  const counts = {
    copyCount: 0,
    copyBytes: 0,
    conflictCount: 0,
    undecidedCount: 0,
    unplayableCount: 0,
    renamedCount: 0,
    refusedCount: 0,
    leftBytes: freeBytes,
  };
  for (const { step, file, conflict, unplayable, renamed } of rows) {
    const isCopy = isCopied(step);
    if (isCopy) counts.copyBytes += file.sizeBytes;
    if (isCopy) counts.leftBytes -= file.sizeBytes;
    if (step === 'replace') counts.leftBytes += conflict?.sizeBytes ?? 0;
    counts.copyCount += Number(isCopy);
    counts.conflictCount += Number(conflict !== null);
    counts.undecidedCount += Number(step === null);
    counts.refusedCount += Number(step === 'refuse');
    // Of what is not copied anyway nobody has to hear how it would be called.
    counts.unplayableCount += Number(unplayable && (isCopy || step === null));
    counts.renamedCount += Number(renamed && (isCopy || step === null));
  }
  return counts;
}
