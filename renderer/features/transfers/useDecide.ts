import { useCallback } from 'react';
import type { PlanId } from '../../../electron/contract/ids.ts';
import type { ConflictDecision } from '../../../electron/contract/transfers.ts';
import { useBridge } from '../../stores/index.ts';
import { useTellError } from '../notices/index.ts';

/** Decides about one conflict of a plan, by the row's index, or about all. Errors are told. */
export function useDecide(
  planId: PlanId,
): (index: number | 'all', decision: ConflictDecision) => void {
  const bridge = useBridge();
  const tell = useTellError();
  return useCallback(
    (index, decision) => {
      void bridge.invoke('transfer.decide', { planId, index, decision }).then((outcome) => {
        if (!outcome.ok) tell(outcome.error);
      });
    },
    [bridge, planId, tell],
  );
}
