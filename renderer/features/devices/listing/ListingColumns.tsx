import { ArrowDown, ArrowUp } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import type { ListingSort } from '../../../../electron/contract/devices.ts';
import styles from './ListingColumns.module.css';

const columns: readonly ListingSort['by'][] = ['name', 'content', 'modified', 'size'];

interface ListingColumnsProps {
  readonly sort: ListingSort;
  readonly onSort: (sort: ListingSort) => void;
}

/** The heads of the columns; pressing one sorts by it, pressing it again the other way round. */
export function ListingColumns({ sort, onSort }: ListingColumnsProps) {
  const { t } = useTranslation('devices');
  return (
    <div className={styles.columns} role="row">
      {columns.map((by) => {
        const isSorted = sort.by === by;
        const Arrow = sort.descending ? ArrowDown : ArrowUp;
        return (
          <div
            key={by}
            className={styles.column}
            role="columnheader"
            data-column={by}
            aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
          >
            <Button
              className={styles.button ?? ''}
              onPress={() => onSort({ by, descending: isSorted && !sort.descending })}
            >
              {t(`listing.column.${by}`)}
              {isSorted && <Arrow aria-hidden />}
            </Button>
          </div>
        );
      })}
    </div>
  );
}
