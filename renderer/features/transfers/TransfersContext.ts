import { createContext, useContext } from 'react';
import type { OpenOutcome } from '../../../electron/contract/files.ts';
import type { CallId, DeviceId, PlanId } from '../../../electron/contract/ids.ts';
import type { Outcome } from '../../../electron/contract/messages.ts';
import type { TransferDestination } from '../../../electron/contract/transfers.ts';

/** A copy onto a player that the person is about to see planned. */
export interface PlannedCopy {
  readonly deviceId: DeviceId;
  readonly destination: TransferDestination;
  /** Was something chosen already, so that it is told when there is no file in it? */
  readonly isChosen: boolean;
  /** Puts the files into the plan, by naming it as the target of `files.*` or `transfer.addQueueRows`. */
  readonly fill: (
    planId: PlanId,
    options: { readonly callId: CallId; readonly signal: AbortSignal },
  ) => Promise<Outcome<OpenOutcome>>;
}

export interface TransferDialogs {
  /** Shows what a copy would do; nothing is copied before the person says so. */
  readonly planCopy: (copy: PlannedCopy) => void;
  /** Shows the copies of a player, one by one. */
  readonly showTransfers: (deviceId: DeviceId) => void;
}

export const TransfersContext = createContext<TransferDialogs | null>(null);

/** Copies from and to players, from the nearest `TransfersProvider`. */
export function useTransferDialogs(): TransferDialogs {
  const transfers = useContext(TransfersContext);
  if (transfers === null) throw new Error('A component that copies needs a TransfersProvider');
  return transfers;
}
