import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TransferPlan } from '../../../electron/contract/transfers.ts';
import { Select } from '../../ui/Select.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { VirtualRows } from '../../ui/VirtualRows.tsx';
import { PlanRowView } from './PlanRowView.tsx';
import styles from './PlanRows.module.css';
import { countOf, planFilters, usePlanRows, type PlanFilter } from './usePlanRows.ts';

const rowHeightPx = 56;

/** Every file of a plan and what will happen to it. */
export function PlanRows({ plan }: { readonly plan: TransferPlan }) {
  const { t } = useTranslation('transfers');
  const [chosen, setChosen] = useState<PlanFilter>('all');
  // A filter that nothing passes any more is left.
  const only = countOf(plan, chosen) === 0 ? 'all' : chosen;
  const pages = usePlanRows(plan, only);
  const filters = planFilters.filter((each) => each === 'all' || countOf(plan, each) > 0);
  return (
    <section className={styles.rows}>
      {filters.length > 1 && (
        <Select
          label={t('plan.show')}
          isLabelHidden
          value={only}
          options={filters.map((value) => ({
            value,
            label: t('plan.filter', {
              label: t(`plan.only.${value}`),
              count: countOf(plan, value),
            }),
          }))}
          onChange={setChosen}
        />
      )}
      <div className={styles.list}>
        <VirtualRows
          label={t('plan.rows')}
          count={pages.count ?? 0}
          rowHeightPx={rowHeightPx}
          onRange={(first, last) => pages.want(first, last)}
        >
          {(place) => {
            const row = pages.rowAt(place);
            return row === undefined ? (
              <Skeleton shape="row" />
            ) : (
              <PlanRowView planId={plan.planId} row={row} />
            );
          }}
        </VirtualRows>
      </div>
    </section>
  );
}
