import type { QueueRow } from '../../../electron/contract/queue.ts';
import { fileTitle } from '../playerBar/index.ts';

/** What a row is called, as in the player: its title, or its file name without the extension. */
export function rowTitle(row: Pick<QueueRow, 'title' | 'fileName'>): string {
  const title = row.title?.trim() ?? '';
  return title === '' ? fileTitle(row.fileName) : title;
}
