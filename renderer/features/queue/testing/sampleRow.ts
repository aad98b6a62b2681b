import { EntryId } from '../../../../electron/contract/ids.ts';
import type { QueueRow } from '../../../../electron/contract/queue.ts';

/** The row at a place of a queue nobody has touched. */
export function sampleRow(index: number): QueueRow {
  return {
    entryId: EntryId.parse(`e${index + 1}`),
    index,
    fileName: `${index + 1}.flac`,
    title: `Song ${index + 1}`,
    artist: 'Mara Lindqvist',
    album: null,
    durationMs: 60_000,
    artId: null,
    hasVideo: false,
    errorCode: null,
  };
}
