import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RowPages } from '../../stores/index.ts';
import { Select, type SelectOption } from '../../ui/Select.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { VirtualRows } from '../../ui/VirtualRows.tsx';
import styles from './FilteredRows.module.css';

const rowHeightPx = 56;

interface FilteredRowsProps<Filter extends string, Row> {
  readonly label: string;
  readonly filter: Filter;
  /** A single one is no choice, and not offered. */
  readonly filters: readonly SelectOption<Filter>[];
  readonly onFilter: (filter: Filter) => void;
  /** The rows that pass the filter. */
  readonly pages: RowPages<Row>;
  readonly children: (row: Row) => ReactNode;
}

/** A long list that main holds, of which one kind of rows can be shown alone. */
export function FilteredRows<Filter extends string, Row>(props: FilteredRowsProps<Filter, Row>) {
  const { label, filter, filters, onFilter, pages, children } = props;
  const { t } = useTranslation('transfers');
  return (
    <section className={styles.rows}>
      {filters.length > 1 && (
        <Select
          label={t('plan.show')}
          isLabelHidden
          value={filter}
          options={filters}
          onChange={onFilter}
        />
      )}
      <div className={styles.list}>
        {pages.count === 0 ? (
          <p className={styles.empty}>{t('queue.empty')}</p>
        ) : (
          <VirtualRows
            label={label}
            count={pages.count ?? 0}
            rowHeightPx={rowHeightPx}
            onRange={(first, last) => pages.want(first, last)}
          >
            {(place) => {
              const row = pages.rowAt(place);
              return row === undefined ? <Skeleton shape="row" /> : children(row);
            }}
          </VirtualRows>
        )}
      </div>
    </section>
  );
}
