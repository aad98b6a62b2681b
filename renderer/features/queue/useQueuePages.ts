import type { QueueRow } from '../../../electron/contract/queue.ts';
import { useBridge, useQueue, useRowPages, type RowPages } from '../../stores/index.ts';

export type QueuePages = RowPages<QueueRow>;

/** The rows that match `search`, all when it is empty, kept in step with the queue. */
export function useQueuePages(search: string): QueuePages {
  const bridge = useBridge();
  const revision = useQueue((queue) => queue?.revision ?? null);
  const count = useQueue((queue) => queue?.count ?? 0);
  const searched = search === '' ? {} : { search };
  return useRowPages({
    of: search,
    revision,
    count: search === '' ? count : null,
    fetchRows: (offset, limit, signal) =>
      bridge.invoke('queue.page', { offset, limit, ...searched }, { signal }),
  });
}
