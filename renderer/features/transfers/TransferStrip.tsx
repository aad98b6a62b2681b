import { ListChecks } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DeviceId } from '../../../electron/contract/ids.ts';
import { useTransfers } from '../../stores/index.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { TransferProgress } from './TransferProgress.tsx';
import styles from './TransferStrip.module.css';
import { useTransferDialogs } from './TransfersContext.ts';
import { useIsRetired } from './useIsRetired.ts';

/** The copies of one player in a line, for its page; not there when it has none, or all went well a while ago. */
export function TransferStrip({ deviceId }: { readonly deviceId: DeviceId }) {
  const { t } = useTranslation('transfers');
  const { showTransfers } = useTransferDialogs();
  const queue = useTransfers((queues) => queues.find((each) => each.deviceId === deviceId));
  const isRetired = useIsRetired(queue);
  if (queue === undefined || queue.count === 0 || isRetired) return null;
  return (
    <section className={styles.strip} aria-label={t('queue.title')}>
      <TransferProgress queue={queue} />
      <IconButton
        label={t('queue.show')}
        icon={<ListChecks />}
        onPress={() => showTransfers(deviceId)}
      />
    </section>
  );
}
