import { useCallback, useRef } from 'react';
import { CallId, type PlanId } from '../../../electron/contract/ids.ts';
import { useBridge } from '../../stores/index.ts';
import { useTellError } from '../notices/index.ts';
import type { PlannedCopy } from './TransfersContext.ts';

/**
 * Makes plans and fills them.
 *
 * @param show called with a plan as soon as main has it, before it is filled
 * @param hide called with one that nobody wants any more
 */
export function usePlanning(show: (planId: PlanId) => void, hide: (planId: PlanId) => void) {
  const bridge = useBridge();
  const tell = useTellError();
  /** Ends the filling of a plan that nobody wants any more. */
  const filling = useRef(new Map<PlanId, AbortController>());

  const discard = useCallback(
    (planId: PlanId) => {
      filling.current.get(planId)?.abort();
      void bridge.invoke('transfer.discardPlan', { planId });
    },
    [bridge],
  );

  const giveUp = useCallback(
    (planId: PlanId) => {
      hide(planId);
      discard(planId);
    },
    [hide, discard],
  );

  const planCopy = useCallback(
    ({ deviceId, destination, isChosen, fill }: PlannedCopy) => {
      const run = async () => {
        const made = await bridge.invoke('transfer.plan', { deviceId, destination });
        if (!made.ok) {
          tell(made.error);
          return;
        }
        const { planId } = made.value;
        const aborting = new AbortController();
        filling.current.set(planId, aborting);
        show(planId);
        const callId = CallId.parse(crypto.randomUUID());
        const filled = await fill(planId, { callId, signal: aborting.signal });
        filling.current.delete(planId);
        if (!filled.ok) tell(filled.error);
        else for (const error of filled.value.failures) tell(error);
        if (filled.ok && filled.value.addedCount > 0) return;
        // Without a file in it there is nothing to decide, or the person closed the dialog.
        giveUp(planId);
        const isUnexplained = filled.ok && filled.value.failedCount === 0;
        if (isUnexplained && isChosen) tell({ code: 'transfer.noFiles' });
      };
      void run();
    },
    [bridge, show, giveUp, tell],
  );

  return { planCopy, giveUp };
}
