import { PlanId, StorageId, TransferId } from '../../../../electron/contract/ids.ts';
import type {
  PlanRow,
  TransferPlan,
  TransferQueue,
  TransferRow,
} from '../../../../electron/contract/transfers.ts';
import { sampleDevice } from '../../../testing/sampleDevice.ts';

const { deviceId } = sampleDevice;

/** Twelve files for the player, one of whose names is taken. */
export const samplePlan: TransferPlan = {
  planId: PlanId.parse('plan-1'),
  deviceId,
  destination: {
    kind: 'byTemplate',
    storageId: StorageId.parse('memory'),
    template: 'Music/{albumArtist}/{album}',
  },
  state: 'ready',
  error: null,
  revision: 3,
  count: 12,
  copyCount: 11,
  copyBytes: 340e6,
  estimatedMs: 42_000,
  conflictCount: 1,
  undecidedCount: 1,
  unplayableCount: 0,
  renamedCount: 0,
  refusedCount: 0,
  leftBytes: 3.66e9,
};

export function samplePlanRow(index: number): PlanRow {
  const isTaken = index === 0;
  return {
    index,
    fileName: `${index}.flac`,
    targetPath: `Music/Satie/Gymnopédies/${index}.flac`,
    sizeBytes: 30e6,
    step: isTaken ? null : 'copy',
    conflict: isTaken ? { sizeBytes: 29e6, modifiedAt: null } : null,
    renamed: false,
    unplayable: false,
    refusal: null,
  };
}

/** In the middle of the fourth of twelve files. */
export const sampleQueue: TransferQueue = {
  deviceId,
  state: 'running',
  revision: 8,
  count: 12,
  retryableCount: 1,
  batchCount: 12,
  doneCount: 3,
  failedCount: 1,
  skippedCount: 0,
  interruptedCount: 0,
  error: null,
  totalBytes: 340e6,
  doneBytes: 100e6,
  current: {
    transferId: TransferId.parse(4),
    name: '4.flac',
    sizeBytes: 30e6,
    doneBytes: 10e6,
    state: 'running',
  },
  bytesPerSecond: 20e6,
  remainingMs: 12_000,
};

export function sampleTransfer(index: number): TransferRow {
  return {
    transferId: TransferId.parse(index),
    direction: 'toDevice',
    name: `${index}.flac`,
    target: 'Music/Satie/Gymnopédies',
    sizeBytes: 30e6,
    doneBytes: 0,
    state: index === 2 ? 'failed' : 'waiting',
    errorCode: index === 2 ? 'device.storageFull' : null,
  };
}
