import type { EntryId } from '../../../electron/contract/ids.ts';
import type { QueueRow } from '../../../electron/contract/queue.ts';
import { useRowSelection, type RowSelectionState } from '../../stores/index.ts';
import type { QueuePages } from './useQueuePages.ts';

interface QueueSelectionOptions {
  readonly pages: QueuePages;
  readonly search: string;
  readonly revision: number;
}

export type QueueSelectionState = RowSelectionState<QueueRow, EntryId>;

/** What is selected in the queue's list, and which row the keyboard is on. */
export function useQueueSelection(options: QueueSelectionOptions): QueueSelectionState {
  return useRowSelection({ ...options, order: '', idOf: ({ entryId }) => entryId });
}
