import { DeviceId, StorageId } from '../../contract/ids.ts';
import type { TrackTags } from '../../contract/playback.ts';
import type { EntryLocation, EntryMetadata, NewEntry } from '../QueueEntry.ts';

/** A row whose file has not been read. */
export function newEntry(fileName: string): NewEntry {
  return { location: { kind: 'path', path: `/music/${fileName}` }, fileName };
}

export function metadataWith(tags: TrackTags, durationMs: number | null = null): EntryMetadata {
  return { tags, format: {}, durationMs, artId: null, hasVideo: false };
}

/** A file in the folder `Music` of a player. */
export function deviceLocation(
  fileName: string,
  player = 'player',
): Extract<EntryLocation, { kind: 'device' }> {
  const deviceId = DeviceId.parse(player);
  const storageId = StorageId.parse('card');
  return { kind: 'device', deviceId, storageId, path: ['Music', fileName] };
}
