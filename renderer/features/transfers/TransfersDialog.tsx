import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceId } from '../../../electron/contract/ids.ts';
import type { TransferQueue } from '../../../electron/contract/transfers.ts';
import { isolate } from '../../i18n/index.ts';
import { useDevices, useTransfers } from '../../stores/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { downloadText } from './downloadText.ts';
import { TransferProgress } from './TransferProgress.tsx';
import { TransferRows } from './TransferRows.tsx';
import styles from './TransfersDialog.module.css';
import { useTransferCommands } from './useTransferCommands.ts';

interface TransfersDialogProps {
  readonly deviceId: DeviceId;
  readonly onClose: () => void;
}

/** The copies of one player: how far they are, each with its outcome, and what can be done about them. */
export function TransfersDialog({ deviceId, onClose }: TransfersDialogProps) {
  const { t } = useTranslation('transfers');
  const name = useDevices(
    (devices) => devices.find((device) => device.deviceId === deviceId)?.name ?? '',
  );
  const queue = useTransfers((queues) => queues.find((each) => each.deviceId === deviceId));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('queue.label', { player: isolate(name) })}
      size="large"
      actions={
        queue !== undefined && <QueueActions queue={queue} playerName={name} onClose={onClose} />
      }
    >
      {queue === undefined ? (
        <p className={styles.empty}>{t('queue.empty')}</p>
      ) : (
        <div className={styles.transfers}>
          <TransferProgress queue={queue} />
          <TransferRows queue={queue} />
        </div>
      )}
    </Dialog>
  );
}

interface QueueActionsProps {
  readonly queue: TransferQueue;
  readonly playerName: string;
  readonly onClose: () => void;
}

function QueueActions({ queue, playerName, onClose }: QueueActionsProps) {
  const { t } = useTranslation('transfers');
  const commands = useTransferCommands(queue.deviceId);
  const [isReading, setIsReading] = useState(false);
  const saveLog = async () => {
    setIsReading(true);
    const text = await commands.readLog();
    setIsReading(false);
    if (text !== null) downloadText(`${t('queue.logName', { player: playerName })}.txt`, text);
  };
  return (
    <>
      <Button variant="quiet" isDisabled={isReading} onPress={() => void saveLog()}>
        {t('queue.saveLog')}
      </Button>
      {queue.retryableCount > 0 && (
        <Button onPress={() => commands.retry('all')}>{t('queue.retryFailed')}</Button>
      )}
      {queue.state === 'idle' ? (
        <>
          <Button onPress={commands.clearFinished}>{t('queue.clearFinished')}</Button>
          <Button variant="primary" onPress={onClose}>
            {t('queue.close')}
          </Button>
        </>
      ) : (
        <Button variant="danger" onPress={() => commands.cancel('all')}>
          {t('queue.cancelAll')}
        </Button>
      )}
    </>
  );
}
