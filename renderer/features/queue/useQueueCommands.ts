import { useMemo } from 'react';
import type {
  CommandInput,
  CommandName,
  CommandOutput,
} from '../../../electron/contract/commands.ts';
import type { EntryId } from '../../../electron/contract/ids.ts';
import type { Outcome } from '../../../electron/contract/messages.ts';
import { maximumPageSize, type QueueSelection } from '../../../electron/contract/queue.ts';
import { useBridge } from '../../stores/index.ts';
import { useTellError } from '../notices/index.ts';

/** Rows looked through for one whose title begins with what was typed: it may stand anywhere in them. */
const maximumMatches = maximumPageSize;

/** What the queue's list can ask main for. Errors are told; nothing rejects. */
export function useQueueCommands() {
  const bridge = useBridge();
  const tell = useTellError();
  return useMemo(() => {
    const send = async <Name extends CommandName>(
      name: Name,
      input: CommandInput<Name>,
    ): Promise<Outcome<CommandOutput<Name>>> => {
      const outcome = await bridge.invoke(name, input);
      if (!outcome.ok) tell(outcome.error);
      return outcome;
    };
    return {
      play: (entryId: EntryId) => void send('player.playEntry', { entryId }),
      playNext: (selection: QueueSelection) => void send('queue.playNext', { selection }),
      /** Resolves with whether it was done. */
      remove: async (selection: QueueSelection) => (await send('queue.remove', { selection })).ok,
      /** Resolves with whether it was done. */
      move: async (selection: QueueSelection, beforeEntryId: EntryId | null) =>
        (await send('queue.move', { selection, beforeEntryId })).ok,
      /** Resolves with whether it was done. */
      clear: async () => (await send('queue.clear', {})).ok,
      undo: () => void send('queue.undo', {}),
      /** The row's place in the queue; `null` when it is gone. */
      indexOf: async (entryId: EntryId) => {
        const outcome = await send('queue.indexOf', { entryId });
        return outcome.ok ? outcome.value.index : null;
      },
      /** The first rows that match `text`; each knows its place in the queue. */
      find: async (text: string) => {
        const request = { offset: 0, limit: maximumMatches, search: text };
        const outcome = await send('queue.page', request);
        return outcome.ok ? outcome.value.rows : [];
      },
    };
  }, [bridge, tell]);
}

export type QueueCommands = ReturnType<typeof useQueueCommands>;
