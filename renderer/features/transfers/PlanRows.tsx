import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TransferPlan } from '../../../electron/contract/transfers.ts';
import { FilteredRows } from './FilteredRows.tsx';
import { PlanRowView } from './PlanRowView.tsx';
import { countOf, planFilters, usePlanRows, type PlanFilter } from './usePlanRows.ts';

/** Every file of a plan and what will happen to it. */
export function PlanRows({ plan }: { readonly plan: TransferPlan }) {
  const { t } = useTranslation('transfers');
  const [chosen, setChosen] = useState<PlanFilter>('all');
  // A filter that nothing passes any more is left.
  const only = countOf(plan, chosen) === 0 ? 'all' : chosen;
  const pages = usePlanRows(plan, only);
  const filters = planFilters
    .filter((each) => each === 'all' || countOf(plan, each) > 0)
    .map((value) => ({
      value,
      label: t('plan.filter', { label: t(`plan.only.${value}`), count: countOf(plan, value) }),
    }));
  return (
    <FilteredRows
      label={t('plan.rows')}
      filter={only}
      filters={filters}
      onFilter={setChosen}
      pages={pages}
    >
      {(row) => <PlanRowView planId={plan.planId} row={row} />}
    </FilteredRows>
  );
}
