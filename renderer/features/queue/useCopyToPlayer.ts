import type { QueueSelection } from '../../../electron/contract/queue.ts';
import { useBridge } from '../../stores/index.ts';
import { useTransferDialogs } from '../transfers/index.ts';
import type { RowDropTarget } from './useRowDrag.ts';

/** Shows what copying rows onto a player would do. */
export function useCopyToPlayer() {
  const bridge = useBridge();
  const { planCopy } = useTransferDialogs();
  return (
    selection: QueueSelection,
    { deviceId, destination }: Pick<RowDropTarget, 'deviceId' | 'destination'>,
  ) =>
    planCopy({
      deviceId,
      destination,
      isChosen: true,
      fill: (planId, { callId, signal }) =>
        bridge.invoke('transfer.addQueueRows', { callId, planId, selection }, { signal }),
    });
}
