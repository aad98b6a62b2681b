import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanId } from '../../../electron/contract/ids.ts';
import { isMusicFolderTemplate } from '../../../electron/contract/musicFolderTemplate.ts';
import type { TransferPlan } from '../../../electron/contract/transfers.ts';
import { isolate } from '../../i18n/index.ts';
import { useBridge, useDevices, useTransferPlans } from '../../stores/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { ErrorState, useTellError } from '../notices/index.ts';
import styles from './PlanDialog.module.css';
import { PlanConflicts } from './PlanConflicts.tsx';
import { isTypedAnew, PlanDestination } from './PlanDestination.tsx';
import { PlanRows } from './PlanRows.tsx';
import { PlanSummary } from './PlanSummary.tsx';
import { useTransferDialogs } from './TransfersContext.ts';

interface PlanDialogProps {
  readonly planId: PlanId;
  readonly onStarted: () => void;
  readonly onDiscard: () => void;
}

/** What a copy onto a player will do, before it does: where to, what is in the way, and how much. */
export function PlanDialog({ planId, onStarted, onDiscard }: PlanDialogProps) {
  const { t } = useTranslation('transfers');
  const bridge = useBridge();
  const tell = useTellError();
  const { showTransfers } = useTransferDialogs();
  const live = useTransferPlans((plans) => plans.find((each) => each.planId === planId));
  /** Main gives a plan up once it is carried out; it stays in sight until the copies take its place. */
  const [started, setStarted] = useState<TransferPlan | null>(null);
  const plan = started ?? live;
  const [typedTemplate, setTypedTemplate] = useState<string | null>(null);
  const device = useDevices((devices) =>
    devices.find(({ deviceId }) => deviceId === plan?.deviceId),
  );

  const start = async () => {
    if (plan === undefined) return;
    setStarted(plan);
    const outcome = await bridge.invoke('transfer.start', { planId, revision: plan.revision });
    if (outcome.ok) {
      onStarted();
      showTransfers(plan.deviceId);
      return;
    }
    setStarted(null);
    tell(outcome.error);
  };

  const startLabel = useStartLabel(plan);
  const isTyping = plan !== undefined && isTypedAnew(plan, typedTemplate);
  const isReady = plan?.state === 'ready' && !isTyping;
  const isReading = plan?.state === 'reading' || isTyping;
  const mustCorrect = isTyping && !isMusicFolderTemplate(typedTemplate ?? '');
  return (
    <Dialog
      isOpen
      onClose={onDiscard}
      title={t('plan.title', { player: isolate(device?.name ?? '') })}
      size="large"
      actions={
        <>
          <p className={styles.hint} role="status">
            {mustCorrect ? t('plan.correctFolder') : isReading ? t('plan.reading') : ''}
          </p>
          <Button onPress={onDiscard}>{t('plan.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={!isReady || plan.copyCount === 0 || started !== null}
            onPress={() => void start()}
          >
            {startLabel}
          </Button>
        </>
      }
    >
      {plan === undefined ? (
        <Skeleton shape="row" count={6} />
      ) : plan.error !== null ? (
        <ErrorState error={plan.error} />
      ) : (
        <div className={styles.plan}>
          <PlanDestination
            plan={plan}
            storages={device?.storages ?? []}
            typed={typedTemplate}
            onType={setTypedTemplate}
          />
          <PlanSummary plan={plan} />
          {plan.conflictCount > 0 && <PlanConflicts plan={plan} />}
          {plan.state === 'reading' && plan.count === 0 ? (
            <Skeleton shape="row" count={6} />
          ) : (
            <PlanRows plan={plan} />
          )}
        </div>
      )}
    </Dialog>
  );
}

/** How many are copied, and how many are not because nobody said what to do about them. */
function useStartLabel(plan: TransferPlan | undefined): string {
  const { t } = useTranslation('transfers');
  if (plan?.state !== 'ready' || plan.copyCount === 0) return t('plan.start');
  const start = t('plan.startCount', { count: plan.copyCount });
  return plan.undecidedCount === 0
    ? start
    : t('plan.startSkipping', { start, skipped: plan.undecidedCount });
}
