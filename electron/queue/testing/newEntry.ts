import type { TrackTags } from '../../contract/playback.ts';
import type { EntryMetadata, NewEntry } from '../QueueEntry.ts';

/** A row whose file has not been read. */
export function newEntry(fileName: string): NewEntry {
  return { location: { kind: 'path', path: `/music/${fileName}` }, fileName };
}

export function metadataWith(tags: TrackTags, durationMs: number | null = null): EntryMetadata {
  return { tags, format: {}, durationMs, artId: null, hasVideo: false };
}
