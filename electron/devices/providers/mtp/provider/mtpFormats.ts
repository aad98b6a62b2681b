import { formatOfName } from '../../../formatOfName.ts';
import type { ObjectFormat } from '../../../ObjectFormat.ts';
import { formatCodes } from '../codec/codes/formatCodes.ts';

/** Formats without a code of their own are `Undefined` to a device. */
const codes: Readonly<Record<ObjectFormat, number>> = {
  mp3: formatCodes.Mp3,
  aac: formatCodes.Aac,
  m4a: formatCodes.Mp4,
  flac: formatCodes.Flac,
  ogg: formatCodes.Ogg,
  opus: formatCodes.Undefined,
  wav: formatCodes.Wav,
  wma: formatCodes.Wma,
  audible: formatCodes.Audible,
  mp4: formatCodes.Mp4,
  wmv: formatCodes.Wmv,
  avi: formatCodes.Avi,
  mpeg: formatCodes.Mpeg,
  webm: formatCodes.Undefined,
  mkv: formatCodes.Undefined,
  mov: formatCodes.Undefined,
  jpeg: formatCodes.ExifJpeg,
  png: formatCodes.Png,
  gif: formatCodes.Gif,
  bmp: formatCodes.Bmp,
  m3u: formatCodes.M3uPlaylist,
  pls: formatCodes.PlsPlaylist,
  playlist: formatCodes.AbstractAudioVideoPlaylist,
  album: formatCodes.AbstractAudioAlbum,
  text: formatCodes.Text,
  other: formatCodes.Undefined,
};

const formats: ReadonlyMap<number, ObjectFormat> = new Map([
  ...(Object.entries(codes) as [ObjectFormat, number][])
    .filter(([, code]) => code !== formatCodes.Undefined)
    .map(([format, code]) => [code, format] as const),
  // Of the two that share a code, the container's own.
  [formatCodes.Mp4, 'mp4'],
  [formatCodes.Jfif, 'jpeg'],
  [formatCodes.Asf, 'wmv'],
  [formatCodes.ThreeGp, 'mp4'],
  [formatCodes.AbstractAudioPlaylist, 'playlist'],
  [formatCodes.AbstractVideoPlaylist, 'playlist'],
]);

/** The code to announce an object by; one that the device does not know would hide the object. */
export function formatCodeOf(format: ObjectFormat, known: readonly number[]): number {
  const code = codes[format];
  return known.includes(code) ? code : formatCodes.Undefined;
}

/** What an object is by its code, or by its name, where that says more. */
export function formatOf(code: number, fileName: string): ObjectFormat {
  const byName = formatOfName(fileName);
  const format = formats.get(code);
  return format === undefined || codes[byName] === code ? byName : format;
}

/** What a device says it plays; `null` when it names nothing but files. */
export function playableFormatsOf(known: readonly number[]): ReadonlySet<ObjectFormat> | null {
  const playable = (Object.keys(codes) as ObjectFormat[]).filter(
    (format) => codes[format] !== formatCodes.Undefined && known.includes(codes[format]),
  );
  return playable.length === 0 ? null : new Set(playable);
}
