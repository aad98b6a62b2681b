export type FileKind = 'audio' | 'video' | 'playlist' | 'other';

interface FileType {
  readonly kind: Exclude<FileKind, 'other'>;
  readonly mimeType: string;
}

/**
 * What Portamento opens, by file extension. Formats no part of it can decode yet are listed too: they
 * enter the queue and fail with a message instead of vanishing.
 */
export const fileTypesByExtension: Readonly<Record<string, FileType>> = {
  mp3: { kind: 'audio', mimeType: 'audio/mpeg' },
  aac: { kind: 'audio', mimeType: 'audio/aac' },
  m4a: { kind: 'audio', mimeType: 'audio/mp4' },
  m4b: { kind: 'audio', mimeType: 'audio/mp4' },
  flac: { kind: 'audio', mimeType: 'audio/flac' },
  ogg: { kind: 'audio', mimeType: 'audio/ogg' },
  oga: { kind: 'audio', mimeType: 'audio/ogg' },
  opus: { kind: 'audio', mimeType: 'audio/ogg' },
  wav: { kind: 'audio', mimeType: 'audio/wav' },
  weba: { kind: 'audio', mimeType: 'audio/webm' },
  mka: { kind: 'audio', mimeType: 'audio/x-matroska' },
  aif: { kind: 'audio', mimeType: 'audio/aiff' },
  aiff: { kind: 'audio', mimeType: 'audio/aiff' },
  ape: { kind: 'audio', mimeType: 'audio/x-ape' },
  wma: { kind: 'audio', mimeType: 'audio/x-ms-wma' },
  wv: { kind: 'audio', mimeType: 'audio/x-wavpack' },
  tta: { kind: 'audio', mimeType: 'audio/x-tta' },
  mpc: { kind: 'audio', mimeType: 'audio/x-musepack' },
  dsf: { kind: 'audio', mimeType: 'audio/x-dsf' },
  dff: { kind: 'audio', mimeType: 'audio/x-dff' },
  spx: { kind: 'audio', mimeType: 'audio/ogg' },
  mp4: { kind: 'video', mimeType: 'video/mp4' },
  m4v: { kind: 'video', mimeType: 'video/mp4' },
  mov: { kind: 'video', mimeType: 'video/quicktime' },
  webm: { kind: 'video', mimeType: 'video/webm' },
  mkv: { kind: 'video', mimeType: 'video/x-matroska' },
  ogv: { kind: 'video', mimeType: 'video/ogg' },
  avi: { kind: 'video', mimeType: 'video/x-msvideo' },
  wmv: { kind: 'video', mimeType: 'video/x-ms-wmv' },
  m3u: { kind: 'playlist', mimeType: 'audio/mpegurl' },
  m3u8: { kind: 'playlist', mimeType: 'audio/mpegurl' },
  pls: { kind: 'playlist', mimeType: 'audio/x-scpls' },
};

/** The type of a file by its name's extension, or `undefined`. */
export function fileTypeOf(fileName: string): FileType | undefined {
  const extension = /\.([A-Za-z0-9]{1,5})$/.exec(fileName)?.[1];
  return extension === undefined ? undefined : fileTypesByExtension[extension.toLowerCase()];
}

/** What to do with a file of this name when a folder is opened. */
export function fileKindOf(fileName: string): FileKind {
  return fileTypeOf(fileName)?.kind ?? 'other';
}
