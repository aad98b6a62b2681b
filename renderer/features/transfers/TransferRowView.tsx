import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleSlash,
  LoaderCircle,
  RotateCw,
  X,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DeviceId } from '../../../electron/contract/ids.ts';
import type { TransferRow, TransferState } from '../../../electron/contract/transfers.ts';
import { isolate, isolatePath, useErrorText, useFormats } from '../../i18n/index.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { TitleLines } from '../../ui/TitleLines.tsx';
import styles from './TransferRowView.module.css';
import { useTransferCommands } from './useTransferCommands.ts';

interface TransferRowViewProps {
  readonly deviceId: DeviceId;
  readonly row: TransferRow;
}

/** One copy: what, where to, how far, and why it failed. */
export function TransferRowView({ deviceId, row }: TransferRowViewProps) {
  const { t } = useTranslation('transfers');
  const formats = useFormats();
  const errorText = useErrorText();
  const commands = useTransferCommands(deviceId);
  const { transferId, state, errorCode } = row;
  const name = isolate(row.name);
  // The page that has the file offers it when it is back; until then there is nothing to copy.
  const isPageGone = errorCode === 'upload.gone';
  const mayRetry = (state === 'failed' && !isPageGone) || state === 'cancelled';
  const mayCancel = state === 'waiting' || state === 'running' || state === 'finishing';
  const place = t(row.direction === 'toDevice' ? 'queue.toDevice' : 'queue.fromDevice', {
    target: isolatePath(row.target),
  });
  const reason = errorCode === null ? null : errorText({ code: errorCode, subject: row.name });
  const remedy = isPageGone ? t('queue.openItsPage') : reason?.remedy;
  return (
    <div className={styles.row} data-state={state}>
      <StateIcon state={state} />
      <TitleLines
        title={row.name}
        line={reason === null ? place : [reason.message, remedy].filter(Boolean).join(' ')}
        tone={reason === null || state === 'skipped' ? 'plain' : 'danger'}
      />
      <span className={styles.size}>
        {state === 'running'
          ? t('queue.bytes', {
              written: formats.size(row.doneBytes),
              whole: formats.size(row.sizeBytes),
            })
          : formats.size(row.sizeBytes)}
      </span>
      <span className={styles.state}>{t(`queue.row.${state}`)}</span>
      {mayRetry ? (
        <IconButton
          label={t('queue.retry', { name })}
          icon={<RotateCw />}
          size="small"
          onPress={() => commands.retry([transferId])}
        />
      ) : (
        mayCancel && (
          <IconButton
            label={t('queue.cancel', { name })}
            icon={<X />}
            size="small"
            onPress={() => commands.cancel([transferId])}
          />
        )
      )}
    </div>
  );
}

function StateIcon({ state }: { readonly state: TransferState }) {
  switch (state) {
    case 'waiting':
      return <CircleDashed aria-hidden />;
    case 'running':
    case 'finishing':
      return <LoaderCircle aria-hidden className={styles.turning} />;
    case 'done':
      return <CircleCheck aria-hidden />;
    case 'failed':
      return <CircleAlert aria-hidden />;
    case 'skipped':
    case 'cancelled':
      return <CircleSlash aria-hidden />;
  }
}
