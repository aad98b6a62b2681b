import { useMemo } from 'react';
import type { EntryId } from '../../../electron/contract/ids.ts';
import type { QueueSelection } from '../../../electron/contract/queue.ts';
import { useBridge } from '../../stores/index.ts';

/** What the queue's list can ask main for. What fails is told by main as a notice. */
export function useQueueCommands() {
  const bridge = useBridge();
  return useMemo(
    () => ({
      play: (entryId: EntryId) => void bridge.invoke('player.playEntry', { entryId }),
      playNext: (selection: QueueSelection) => void bridge.invoke('queue.playNext', { selection }),
      remove: async (selection: QueueSelection) =>
        (await bridge.invoke('queue.remove', { selection })).ok,
      move: async (selection: QueueSelection, beforeEntryId: EntryId | null) =>
        (await bridge.invoke('queue.move', { selection, beforeEntryId })).ok,
      clear: async () => (await bridge.invoke('queue.clear', {})).ok,
      undo: () => void bridge.invoke('queue.undo', {}),
      indexOf: async (entryId: EntryId) => {
        const outcome = await bridge.invoke('queue.indexOf', { entryId });
        return outcome.ok ? outcome.value.index : null;
      },
      /** The first rows that match `text`; each knows its place in the queue. */
      find: async (text: string) => {
        const outcome = await bridge.invoke('queue.page', { offset: 0, limit: 50, search: text });
        return outcome.ok ? outcome.value.rows : [];
      },
    }),
    [bridge],
  );
}

export type QueueCommands = ReturnType<typeof useQueueCommands>;
