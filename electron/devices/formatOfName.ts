import { extensionOf } from './names/legalName.ts';
import type { ObjectFormat } from './ObjectFormat.ts';

const formats: Readonly<Record<string, ObjectFormat>> = {
  mp3: 'mp3',
  aac: 'aac',
  m4a: 'm4a',
  m4b: 'm4a',
  m4p: 'm4a',
  flac: 'flac',
  ogg: 'ogg',
  oga: 'ogg',
  opus: 'opus',
  wav: 'wav',
  wma: 'wma',
  aa: 'audible',
  aax: 'audible',
  mp4: 'mp4',
  m4v: 'mp4',
  wmv: 'wmv',
  asf: 'wmv',
  avi: 'avi',
  mpg: 'mpeg',
  mpeg: 'mpeg',
  webm: 'webm',
  mkv: 'mkv',
  mov: 'mov',
  jpg: 'jpeg',
  jpeg: 'jpeg',
  png: 'png',
  gif: 'gif',
  bmp: 'bmp',
  m3u: 'm3u',
  m3u8: 'm3u',
  pls: 'pls',
  pla: 'playlist',
  alb: 'album',
  txt: 'text',
};

/** What a file is by its name, where nothing better is known. */
export function formatOfName(name: string): ObjectFormat {
  return formats[extensionOf(name).slice(1).toLowerCase()] ?? 'other';
}
