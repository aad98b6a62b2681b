import { useTranslation } from 'react-i18next';
import type { TransferPlan } from '../../../electron/contract/transfers.ts';
import { useFormats } from '../../i18n/index.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './PlanSummary.module.css';

/** How much is copied, how long it takes, and what room it leaves; how many were found until that is known. */
export function PlanSummary({ plan }: { readonly plan: TransferPlan }) {
  const { t } = useTranslation('transfers');
  const formats = useFormats();
  if (plan.state === 'reading') {
    return (
      <div className={styles.summary}>
        {plan.count === 0 ? (
          <Skeleton className={styles.unknown ?? ''} />
        ) : (
          <strong className={styles.amount}>{t('plan.soFar', { count: plan.count })}</strong>
        )}
      </div>
    );
  }
  return (
    <div className={styles.summary}>
      <strong className={styles.amount}>
        {t('plan.summary', {
          files: t('plan.files', { count: plan.copyCount }),
          size: formats.size(plan.copyBytes),
        })}
      </strong>
      {plan.estimatedMs !== null && (
        <span>
          {t('plan.takes', { duration: formats.spokenDuration(plan.estimatedMs, 'short') })}
        </span>
      )}
      <span className={styles.room}>
        {t('plan.leaves', { size: formats.size(plan.leftBytes) })}
      </span>
    </div>
  );
}
