import { ok } from '../../base/Result.ts';
import type { CommandHandlers, CommandsOf } from '../CommandHandler.ts';
import type { QueueService } from '../services.ts';

export function queueHandlers(queue: QueueService): CommandHandlers<CommandsOf<'queue'>> {
  return {
    'queue.page': (request, { signal }) => queue.page(request, signal),
    'queue.remove': ({ selection }, { signal }) => queue.remove(selection, signal),
    'queue.move': ({ selection, beforeEntryId }, { signal }) =>
      queue.move(selection, beforeEntryId, signal),
    'queue.playNext': ({ selection }, { signal }) => queue.playNext(selection, signal),
    'queue.clear': () => queue.clear(),
    'queue.undo': () => queue.undo(),
    'queue.indexOf': async ({ entryId }) => {
      const index = await queue.indexOf(entryId);
      return index.ok ? ok({ index: index.value }) : index;
    },
    'queue.saveToFolder': (request, { signal }) => queue.saveToFolder(request, signal),
    'queue.saveWithDialog': (request, { client, signal }) =>
      queue.saveWithDialog(client.clientId, request, signal),
  };
}
