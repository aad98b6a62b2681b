import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandInput } from '../../../electron/contract/commands.ts';
import type { TransferQueue, TransferRow } from '../../../electron/contract/transfers.ts';
import { useBridge, useRowPages } from '../../stores/index.ts';
import { FilteredRows } from './FilteredRows.tsx';
import { TransferRowView } from './TransferRowView.tsx';

type TransferFilter = CommandInput<'transfer.page'>['only'];
const filters: readonly TransferFilter[] = ['all', 'unfinished', 'done', 'failed', 'skipped'];

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
    <FilteredRows
      label={t('queue.rows')}
      filter={only}
      filters={filters.map((value) => ({ value, label: t(`queue.only.${value}`) }))}
      onFilter={setOnly}
      pages={pages}
    >
      {(row) => <TransferRowView deviceId={deviceId} row={underWay(row, queue.current)} />}
    </FilteredRows>
  );
}

/** The queue tells how far the current copy is; its row is read less often, and may say that it waits. */
function underWay(row: TransferRow, current: TransferQueue['current']): TransferRow {
  if (current?.transferId !== row.transferId || !isUnfinished(row)) return row;
  return { ...row, state: current.state, doneBytes: current.doneBytes };
}

function isUnfinished({ state }: TransferRow): boolean {
  return state === 'waiting' || state === 'running' || state === 'finishing';
}
