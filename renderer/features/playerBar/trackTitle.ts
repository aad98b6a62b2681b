import type { NowPlaying } from '../../../electron/contract/playback.ts';

interface TrackTitle {
  readonly title: string;
  readonly artist: string | null;
}

/** What a person calls the entry: its tags, else its file name without the extension. */
export function trackTitle(nowPlaying: NonNullable<NowPlaying>): TrackTitle {
  const { tags, fileName } = nowPlaying;
  const named = tags.title?.trim() ?? '';
  const artist = (tags.artist ?? tags.albumArtist)?.trim() ?? '';
  return {
    title: named === '' ? fileTitle(fileName) : named,
    artist: artist === '' ? null : artist,
  };
}

/** A file name without its extension. */
export function fileTitle(fileName: string): string {
  return fileName.replace(/(?<=.)\.[A-Za-z0-9]{1,5}$/, '');
}
