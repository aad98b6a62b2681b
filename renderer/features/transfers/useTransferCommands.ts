import { useMemo } from 'react';
import type { DeviceId } from '../../../electron/contract/ids.ts';
import type { Outcome } from '../../../electron/contract/messages.ts';
import type { TransferSelection } from '../../../electron/contract/transfers.ts';
import { useBridge } from '../../stores/index.ts';
import { useTellError } from '../notices/index.ts';

/** What can be asked of the copies of one player. Errors are told; nothing rejects. */
export function useTransferCommands(deviceId: DeviceId) {
  const bridge = useBridge();
  const tell = useTellError();
  return useMemo(() => {
    const telling = async <Value>(asked: Promise<Outcome<Value>>): Promise<Value | null> => {
      const outcome = await asked;
      if (outcome.ok) return outcome.value;
      tell(outcome.error);
      return null;
    };
    const plain = (name: 'transfer.pause' | 'transfer.resume' | 'transfer.clearFinished') =>
      void telling(bridge.invoke(name, { deviceId }));
    return {
      pause: () => plain('transfer.pause'),
      resume: () => plain('transfer.resume'),
      clearFinished: () => plain('transfer.clearFinished'),
      cancel: (selection: TransferSelection) =>
        void telling(bridge.invoke('transfer.cancel', { deviceId, selection })),
      retry: (selection: TransferSelection) =>
        void telling(bridge.invoke('transfer.retry', { deviceId, selection })),
      /** `null` when it could not be had. */
      readLog: async () =>
        (await telling(bridge.invoke('transfer.readLog', { deviceId })))?.text ?? null,
    };
  }, [bridge, deviceId, tell]);
}
