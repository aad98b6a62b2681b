import { ok, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import type { CallId, EntryId } from '../../contract/ids.ts';
import type { PlaylistFormat, QueueSelection } from '../../contract/queue.ts';
import type { PlayQueue } from '../../queue/PlayQueue.ts';
import type { PageRequest } from '../../queue/QueueWorkerApi.ts';
import type { MetadataReader } from '../opening/MetadataReader.ts';
import type { PlaylistSaver, SaveTarget } from '../opening/PlaylistSaver.ts';

interface QueueServiceParts {
  readonly queue: PlayQueue;
  readonly saver: PlaylistSaver;
  readonly metadata: Pick<MetadataReader, 'want' | 'rowsBack'>;
}

/** The queue as pages see it. What a page looks at is read before the rest. */
export function createQueueService({ queue, saver, metadata }: QueueServiceParts) {
  return {
    async page(request: PageRequest) {
      const page = await queue.page(request);
      if (page.ok) {
        const unread = page.value.rows.filter(
          ({ title, durationMs }) => title === null && durationMs === null,
        );
        metadata.want(unread.map(({ entryId }) => entryId));
      }
      return page;
    },
    async remove(selection: QueueSelection): Promise<Result<void, AppError>> {
      const removed = await queue.remove(selection);
      return removed.ok ? ok() : removed;
    },
    move: (selection: QueueSelection, beforeEntryId: EntryId | null) =>
      queue.move(selection, beforeEntryId),
    playNext: (selection: QueueSelection) => queue.playNext(selection),
    clear: () => queue.clear(),
    async undo() {
      const undone = await queue.undo();
      metadata.rowsBack();
      return undone;
    },
    indexOf: (entryId: EntryId) => queue.indexOf(entryId),
    saveToFolder: (target: SaveTarget, signal: AbortSignal) => saver.saveToFolder(target, signal),
    saveWithDialog: (
      request: { readonly callId: CallId; readonly format: PlaylistFormat },
      signal: AbortSignal,
    ) => saver.saveWithDialog(request, signal),
  };
}
