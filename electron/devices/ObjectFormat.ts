/**
 * What an object is, in neutral words; providers map their own codes. Names are those of the file
 * extension where there is one.
 */
export const objectFormats = [
  'mp3',
  'aac',
  'm4a',
  'flac',
  'ogg',
  'opus',
  'wav',
  'wma',
  'audible',
  'mp4',
  'wmv',
  'avi',
  'mpeg',
  'webm',
  'mkv',
  'mov',
  'jpeg',
  'png',
  'gif',
  'bmp',
  'm3u',
  'pls',
  'playlist',
  'album',
  'text',
  'other',
] as const;

export type ObjectFormat = (typeof objectFormats)[number];
