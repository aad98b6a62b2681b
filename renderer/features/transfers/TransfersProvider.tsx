import { Suspense, useCallback, useMemo, useState, type ReactNode } from 'react';
import type { DeviceId, PlanId } from '../../../electron/contract/ids.ts';
import { lazyPart } from '../../ui/lazyPart.ts';
import { TransfersContext } from './TransfersContext.ts';
import { usePlanning } from './usePlanning.ts';

const PlanDialog = lazyPart(async () => (await import('./PlanDialog.tsx')).PlanDialog);
const TransfersDialog = lazyPart(
  async () => (await import('./TransfersDialog.tsx')).TransfersDialog,
);

/** Holds the dialogs in which copies are planned and watched. Wraps the page once. */
export function TransfersProvider({ children }: { readonly children: ReactNode }) {
  const [shownPlan, setShownPlan] = useState<PlanId | null>(null);
  const [shownDevice, setShownDevice] = useState<DeviceId | null>(null);
  const hidePlan = useCallback(
    (planId: PlanId) => setShownPlan((shown) => (shown === planId ? null : shown)),
    [],
  );
  const { planCopy, giveUp } = usePlanning(setShownPlan, hidePlan);
  const transfers = useMemo(() => ({ planCopy, showTransfers: setShownDevice }), [planCopy]);
  return (
    <TransfersContext value={transfers}>
      {children}
      <Suspense>
        {shownPlan !== null && (
          <PlanDialog
            key={shownPlan}
            planId={shownPlan}
            onStarted={() => setShownPlan(null)}
            onDiscard={() => giveUp(shownPlan)}
          />
        )}
        {shownDevice !== null && (
          <TransfersDialog deviceId={shownDevice} onClose={() => setShownDevice(null)} />
        )}
      </Suspense>
    </TransfersContext>
  );
}
