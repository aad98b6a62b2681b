import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandInput } from '../../../electron/contract/commands.ts';
import type { TransferQueue } from '../../../electron/contract/transfers.ts';
import { useBridge, useRowPages } from '../../stores/index.ts';
import { Select } from '../../ui/Select.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { VirtualRows } from '../../ui/VirtualRows.tsx';
import { TransferRowView } from './TransferRowView.tsx';
import styles from './TransferRows.module.css';

const rowHeightPx = 56;

type TransferFilter = CommandInput<'transfer.page'>['only'];
const filters: readonly TransferFilter[] = ['all', 'unfinished', 'done', 'failed'];

/** Every copy of one player with its outcome. */
export function TransferRows({ queue }: { readonly queue: TransferQueue }) {
  const { t } = useTranslation('transfers');
  const bridge = useBridge();
  const [only, setOnly] = useState<TransferFilter>('all');
  const { deviceId, revision, count } = queue;
  const pages = useRowPages({
    of: only,
    revision,
    count: only === 'all' ? count : null,
    fetchRows: (offset, limit, signal) =>
      bridge.invoke('transfer.page', { deviceId, offset, limit, only }, { signal }),
  });
  return (
    <section className={styles.rows}>
      <Select
        label={t('plan.show')}
        isLabelHidden
        value={only}
        options={filters.map((value) => ({ value, label: t(`queue.only.${value}`) }))}
        onChange={setOnly}
      />
      <div className={styles.list}>
        {pages.count === 0 ? (
          <p className={styles.empty}>{t('queue.empty')}</p>
        ) : (
          <VirtualRows
            label={t('queue.rows')}
            count={pages.count ?? 0}
            rowHeightPx={rowHeightPx}
            onRange={(first, last) => pages.want(first, last)}
          >
            {(place) => {
              const row = pages.rowAt(place);
              return row === undefined ? (
                <Skeleton shape="row" />
              ) : (
                <TransferRowView deviceId={deviceId} row={row} />
              );
            }}
          </VirtualRows>
        )}
      </div>
    </section>
  );
}
