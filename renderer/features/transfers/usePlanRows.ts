import type { CommandInput } from '../../../electron/contract/commands.ts';
import type { PlanRow, TransferPlan } from '../../../electron/contract/transfers.ts';
import { useBridge, useRowPages, type RowPages } from '../../stores/index.ts';

/** Which rows of a plan are shown. */
export type PlanFilter = CommandInput<'transfer.planPage'>['only'];

export const planFilters: readonly PlanFilter[] = [
  'all',
  'conflicts',
  'renamed',
  'unplayable',
  'refused',
];

/** The rows of a plan that pass the filter, kept in step with it. */
export function usePlanRows(plan: TransferPlan, only: PlanFilter): RowPages<PlanRow> {
  const bridge = useBridge();
  const { planId, revision } = plan;
  return useRowPages({
    of: only,
    revision,
    count: countOf(plan, only),
    fetchRows: (offset, limit, signal) =>
      bridge.invoke('transfer.planPage', { planId, offset, limit, only }, { signal }),
  });
}

/** How many rows of a plan pass the filter. */
export function countOf(plan: TransferPlan, only: PlanFilter): number {
  switch (only) {
    case 'all':
      return plan.count;
    case 'conflicts':
      return plan.conflictCount;
    case 'renamed':
      return plan.renamedCount;
    case 'unplayable':
      return plan.unplayableCount;
    case 'refused':
      return plan.refusedCount;
  }
}
