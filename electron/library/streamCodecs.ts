import type { ITrackInfo } from 'music-metadata';

interface StreamCodec {
  /** As an audiophile calls it. */
  readonly name: string;
  /** RFC 6381, or what a browser understands; `undefined` when there is none. */
  readonly codec: string | undefined;
  /** For containers whose tracks the parser does not tell apart (QuickTime). */
  readonly major?: 'audio' | 'video';
}

/** Codecs of MP4 by sample entry and of Matroska by codec id. */
const codecsById: Readonly<Record<string, StreamCodec>> = {
  avc1: { name: 'H.264', codec: 'avc1', major: 'video' },
  avc3: { name: 'H.264', codec: 'avc3', major: 'video' },
  hvc1: { name: 'H.265', codec: 'hvc1', major: 'video' },
  hev1: { name: 'H.265', codec: 'hev1', major: 'video' },
  av01: { name: 'AV1', codec: 'av01.0.04M.08', major: 'video' },
  vp09: { name: 'VP9', codec: 'vp09.00.10.08', major: 'video' },
  vp08: { name: 'VP8', codec: 'vp8', major: 'video' },
  mp4v: { name: 'MPEG-4 Visual', codec: 'mp4v', major: 'video' },
  mp4a: { name: 'AAC', codec: 'mp4a.40.2', major: 'audio' },
  alac: { name: 'ALAC', codec: 'alac', major: 'audio' },
  fLaC: { name: 'FLAC', codec: 'flac', major: 'audio' },
  Opus: { name: 'Opus', codec: 'opus', major: 'audio' },
  'ac-3': { name: 'AC-3', codec: 'ac-3', major: 'audio' },
  'ec-3': { name: 'E-AC-3', codec: 'ec-3', major: 'audio' },
  sowt: { name: 'PCM', codec: 'sowt', major: 'audio' },
  twos: { name: 'PCM', codec: 'twos', major: 'audio' },
  lpcm: { name: 'PCM', codec: 'lpcm', major: 'audio' },
  apcn: { name: 'ProRes', codec: 'apcn', major: 'video' },
  apch: { name: 'ProRes', codec: 'apch', major: 'video' },
  'V_MPEG4/ISO/AVC': { name: 'H.264', codec: 'avc1' },
  'V_MPEGH/ISO/HEVC': { name: 'H.265', codec: 'hvc1' },
  V_AV1: { name: 'AV1', codec: 'av01.0.04M.08' },
  V_VP9: { name: 'VP9', codec: 'vp09.00.10.08' },
  V_VP8: { name: 'VP8', codec: 'vp8' },
  V_THEORA: { name: 'Theora', codec: 'theora' },
  A_OPUS: { name: 'Opus', codec: 'opus' },
  A_VORBIS: { name: 'Vorbis', codec: 'vorbis' },
  A_FLAC: { name: 'FLAC', codec: 'flac' },
  A_ALAC: { name: 'ALAC', codec: 'alac' },
  'A_MPEG/L3': { name: 'MPEG 1 Layer 3', codec: 'mp3' },
  A_AC3: { name: 'AC-3', codec: 'ac-3' },
  A_EAC3: { name: 'E-AC-3', codec: 'ec-3' },
  A_DTS: { name: 'DTS', codec: 'dts' },
};

/** Codecs of containers with one codec, by music-metadata's name. */
const namesToShow: Readonly<Record<string, string>> = {
  'Vorbis I': 'Vorbis',
  'MPEG-4/AAC': 'AAC',
  '1.15': 'Musepack',
};

/** MPEG-4 objects that are not AAC, by codec. */
const mpeg4Names: Readonly<Record<string, string>> = {
  'mp4a.40.34': 'MPEG 1 Layer 3',
  'mp4a.6b': 'MPEG 1 Layer 3',
  'mp4a.69': 'MPEG 2 Layer 3',
  'mp4a.40.5': 'HE-AAC',
  'mp4a.40.29': 'HE-AAC v2',
};

/**
 * @param mp4Codecs exact codecs by sample entry, as `readMp4Codecs` gives them
 */
export function codecOfTrack(
  track: ITrackInfo,
  mp4Codecs: ReadonlyMap<string, string>,
): StreamCodec | undefined {
  const id = track.codecId ?? '';
  const exact = mp4Codecs.get(id);
  const known: StreamCodec | undefined = id.startsWith('A_AAC')
    ? { name: 'AAC', codec: 'mp4a.40.2' }
    : Object.hasOwn(codecsById, id)
      ? codecsById[id]
      : undefined;
  if (known !== undefined) {
    return {
      ...known,
      name: mpeg4Names[exact ?? ''] ?? known.name,
      codec: exact ?? known.codec,
    };
  }
  const name = track.codecName ?? exact;
  return name === undefined
    ? undefined
    : { name: namesToShow[name] ?? name, codec: exact ?? (id || undefined) };
}
