import { useTranslation } from 'react-i18next';
import type { DeviceSnapshot } from '../../../electron/contract/devices.ts';
import { useTransfers } from '../../stores/index.ts';

/** What a player is doing. Between the files of one copy it is ready for a moment, which nobody needs to see. */
export function useStatusText({ deviceId, status }: DeviceSnapshot): string {
  const { t } = useTranslation(['devices', 'transfers']);
  const isCopying = useTransfers((queues) =>
    queues.some((queue) => queue.deviceId === deviceId && queue.state === 'running'),
  );
  const isIdle = status === 'ready' || status === 'busy';
  return isIdle && isCopying ? t('transfers:queue.state.running') : t(`devices:status.${status}`);
}
