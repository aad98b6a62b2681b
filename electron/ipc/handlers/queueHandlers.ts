import { ok } from '../../base/Result.ts';
import type { CommandHandlers, CommandsOf } from '../CommandHandler.ts';
import type { QueueService } from '../services.ts';

export function queueHandlers(queue: QueueService): CommandHandlers<CommandsOf<'queue'>> {
  return {
    'queue.page': (request) => queue.page(request),
    'queue.remove': ({ selection }) => queue.remove(selection),
    'queue.move': ({ selection, beforeEntryId }) => queue.move(selection, beforeEntryId),
    'queue.playNext': ({ selection }) => queue.playNext(selection),
    'queue.clear': () => queue.clear(),
    'queue.undo': () => queue.undo(),
    'queue.indexOf': async ({ entryId }) => {
      const index = await queue.indexOf(entryId);
      return index.ok ? ok({ index: index.value }) : index;
    },
    'queue.saveToFolder': (request, { signal }) => queue.saveToFolder(request, signal),
    'queue.saveWithDialog': (request, { signal }) => queue.saveWithDialog(request, signal),
  };
}
