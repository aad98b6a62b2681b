import { useEffect, useState, useSyncExternalStore } from 'react';
import { useBridge, useQueue } from '../../stores/index.ts';
import { QueuePages } from './QueuePages.ts';

/** The rows that match `search`, all when it is empty, kept in step with the queue. */
export function useQueuePages(search: string): QueuePages {
  const bridge = useBridge();
  const revision = useQueue((queue) => queue?.revision ?? null);
  const count = useQueue((queue) => queue?.count ?? 0);
  const [held, setHeld] = useState(() => ({ search, pages: new QueuePages(bridge, search) }));
  if (held.search !== search) setHeld({ search, pages: new QueuePages(bridge, search) });
  const { pages } = held;

  useEffect(() => {
    if (revision === null) return;
    pages.setRevision(revision, count);
    pages.want(0, 0);
  }, [pages, revision, count]);
  useEffect(() => () => pages.leave(), [pages]);
  useSyncExternalStore(
    (listener) => pages.subscribe(listener),
    () => pages.version,
  );
  return pages;
}
