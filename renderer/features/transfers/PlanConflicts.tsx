import { useTranslation } from 'react-i18next';
import { ConflictDecision, type TransferPlan } from '../../../electron/contract/transfers.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './PlanConflicts.module.css';
import { useDecide } from './useDecide.ts';

/** What to do about every taken name at once; single rows may decide otherwise. */
export function PlanConflicts({ plan }: { readonly plan: TransferPlan }) {
  const { t } = useTranslation('transfers');
  const decide = useDecide(plan.planId);
  return (
    <section className={styles.conflicts}>
      <p>{t('plan.undecided', { count: plan.undecidedCount })}</p>
      <div className={styles.choices} role="group" aria-label={t('plan.forAll')}>
        <span className={styles.label}>{t('plan.forAll')}</span>
        {ConflictDecision.options.map((decision) => (
          <Button key={decision} onPress={() => decide('all', decision)}>
            {t(`plan.decision.${decision}`)}
          </Button>
        ))}
      </div>
    </section>
  );
}
