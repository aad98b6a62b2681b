import type { ContentKind } from '../contract/devices.ts';
import type { ObjectFormat } from '../devices/ObjectFormat.ts';

const kinds: Readonly<Record<ObjectFormat, ContentKind>> = {
  mp3: 'music',
  aac: 'music',
  m4a: 'music',
  flac: 'music',
  ogg: 'music',
  opus: 'music',
  wav: 'music',
  wma: 'music',
  audible: 'music',
  mp4: 'video',
  wmv: 'video',
  avi: 'video',
  mpeg: 'video',
  webm: 'video',
  mkv: 'video',
  mov: 'video',
  jpeg: 'picture',
  png: 'picture',
  gif: 'picture',
  bmp: 'picture',
  m3u: 'playlist',
  pls: 'playlist',
  playlist: 'playlist',
  album: 'playlist',
  text: 'other',
  other: 'other',
};

/** What a person would call a file of this format. */
export function contentKindOf(format: ObjectFormat): ContentKind {
  return kinds[format];
}
