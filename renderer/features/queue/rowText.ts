import type { QueueRow } from '../../../electron/contract/queue.ts';

/** What a row is called: its title, or its file name where the tags say none. */
export function rowTitle(row: Pick<QueueRow, 'title' | 'fileName'>): string {
  return row.title === null || row.title === '' ? row.fileName : row.title;
}
