import type { IAudioMetadata, ITrackInfo, TrackType } from 'music-metadata';
import { maximumPositionMs, type MediaFormat, type TrackTags } from '../contract/playback.ts';
import type { StreamFormat } from '../contract/signalPath.ts';
import { cleanText } from './cleanText.ts';
import type { FlacExtent } from './containers/readFlacExtent.ts';
import type { XingHeader } from './containers/readXingHeader.ts';
import type { MediaDescription } from './MediaDescription.ts';
import { codecOfTrack } from './streamCodecs.ts';

export interface DescribedFile {
  readonly sizeBytes: number;
  /** By `sniffMedia`. */
  readonly mimeType: string;
  /** `null` when the tags could not be parsed; the file is then described by its type alone. */
  readonly metadata: IAudioMetadata | null;
  /** By `readMp4Codecs`. */
  readonly mp4Codecs: ReadonlyMap<string, string>;
  /** By `readOggDuration`. */
  readonly oggDurationMs: number | null;
  /** By `readFlacExtent`. */
  readonly flacExtent: FlacExtent | null;
  /** By `readXingHeader`. */
  readonly xingHeader: XingHeader | null;
}

const maximumStreams = 64;
/** Matroska's numbers, which are music-metadata's, too: main has no other use for that package. */
const trackTypes: Readonly<Record<'video' | 'audio', TrackType>> = { video: 1, audio: 2 };
const containerNames: Readonly<Record<string, string>> = {
  mpeg: 'MPEG',
  flac: 'FLAC',
  wav: 'WAVE',
  aiff: 'AIFF',
  ogg: 'Ogg',
  mp4: 'MPEG-4',
  webm: 'WebM',
  'x-matroska': 'Matroska',
  aac: 'ADTS',
  'x-ms-asf': 'ASF',
  'x-msvideo': 'AVI',
  'x-wavpack': 'WavPack',
  'x-ape': "Monkey's Audio",
  'x-tta': 'True Audio',
  'x-musepack': 'Musepack',
  'x-dsf': 'DSF',
  'x-dff': 'DSDIFF',
  midi: 'MIDI',
};
/** Containers that state how long they are, whether all of it is there or not. */
const statingContainers = new Set(['flac', 'mp4', 'webm', 'x-matroska']);
/** Containers whose MIME type has an audio and a video form. */
const twofoldContainers = new Set(['mp4', 'webm', 'x-matroska', 'ogg', 'x-ms-asf']);

/** Puts together what the parser found, bounded and in the contract's words. */
export function describeMedia(file: DescribedFile): Omit<MediaDescription, 'artId'> {
  const [baseType = '', sniffedParameters] = file.mimeType.split(';');
  const container = baseType.slice(baseType.indexOf('/') + 1);
  const tracks = (file.metadata?.format.trackInfo ?? []).slice(0, maximumStreams);
  const containerName = containerNames[container] ?? container;
  const streams = tracks.flatMap((track) => streamOf(track, file, containerName) ?? []);
  const hasVideo =
    streams.length === 0
      ? baseType.startsWith('video/')
      : streams.some(({ format }) => format.major === 'video');
  const major = twofoldContainers.has(container)
    ? `${hasVideo ? 'video' : 'audio'}/${container}`
    : baseType;
  const codecs = codecsParameter(container, streams, file.metadata) ?? sniffedParameters?.trim();
  const formats = streams.map(({ format }) => format);
  return {
    tags: tagsOf(file.metadata),
    format: formatOf(file, containerName, formats),
    durationMs: file.oggDurationMs ?? durationOf(file.metadata),
    isDurationStated: isDurationStated(container, file.metadata),
    mimeType: codecs === undefined ? major : `${major}; ${codecs}`,
    streams: formats.length > 0 ? formats : [unknownStream(hasVideo, containerName)],
    hasVideo,
  };
}

interface DescribedStream {
  readonly format: StreamFormat;
  readonly codec: string | undefined;
}

function streamOf(
  track: ITrackInfo,
  file: DescribedFile,
  containerName: string,
): DescribedStream | undefined {
  const known = codecOfTrack(track, file.mp4Codecs);
  const type = track.type ?? (known?.major === undefined ? undefined : trackTypes[known.major]);
  if (type !== trackTypes.audio && type !== trackTypes.video) return undefined;
  const isVideo = type === trackTypes.video;
  const overall = file.metadata?.format;
  return {
    codec: known?.codec,
    format: {
      major: isVideo ? 'video' : 'audio',
      name: cleanText(known?.name) ?? containerName,
      sampleRateHz: isVideo ? null : (whole(track.audio?.samplingFrequency) ?? null),
      channelCount: isVideo ? null : (whole(track.audio?.channels) ?? null),
      bitsPerSample: isVideo ? null : (whole(bitsOf(track, overall)) ?? null),
      bitrateBps: positive(bitrateOf(file, track)) ?? null,
      widthPx: isVideo ? (whole(track.video?.pixelWidth) ?? null) : null,
      heightPx: isVideo ? (whole(track.video?.pixelHeight) ?? null) : null,
    },
  };
}

function bitsOf(track: ITrackInfo, overall: IAudioMetadata['format'] | undefined) {
  const codec = track.codecId ?? '';
  // MP4 writes 16 for every AAC track, where it means nothing.
  if (codec === 'mp4a' || codec.startsWith('A_AAC')) return undefined;
  return (
    track.audio?.bitDepth ?? (overall?.trackInfo.length === 1 ? overall.bitsPerSample : undefined)
  );
}

/** A browser plays the first sound and the first picture; only they must be playable. */
function codecsParameter(
  container: string,
  streams: readonly DescribedStream[],
  metadata: IAudioMetadata | null,
): string | undefined {
  if (container === 'wav') return waveCodecs(metadata?.format.codec);
  if (!['mp4', 'webm', 'x-matroska'].includes(container)) return undefined;
  const picture = streams.find(({ format }) => format.major === 'video');
  const sound = streams.find(({ format }) => format.major === 'audio');
  const codecs = [picture, sound].flatMap((stream) => stream?.codec ?? []).map(safeCodec);
  return codecs.length === 0 ? undefined : `codecs="${codecs.join(', ')}"`;
}

/** Browsers call PCM "1" and have no name for the other kinds of WAVE they play. */
function waveCodecs(codec: string | undefined): string | undefined {
  if (codec === undefined || /^(IEEE_FLOAT|ALAW|MULAW)$/i.test(codec)) return undefined;
  return codec === 'PCM' ? 'codecs="1"' : `codecs="${safeCodec(codec)}"`;
}

const safeCodec = (codec: string) => codec.replace(/[^A-Za-z0-9._/-]/g, '').slice(0, 40);

function formatOf(
  file: DescribedFile,
  container: string,
  streams: readonly StreamFormat[],
): MediaFormat {
  const sound = streams.find(({ major }) => major === 'audio');
  const picture = streams.find(({ major }) => major === 'video');
  return withoutAbsent({
    container,
    codec: (sound ?? picture)?.name,
    sampleRateHz: sound?.sampleRateHz ?? undefined,
    channelCount: sound?.channelCount ?? undefined,
    bitsPerSample: sound?.bitsPerSample ?? undefined,
    bitrateBps: sound?.bitrateBps ?? positive(bitrateOf(file)),
    lossless: file.metadata?.format.lossless,
    widthPx: picture?.widthPx ?? undefined,
    heightPx: picture?.heightPx ?? undefined,
    sizeBytes: file.sizeBytes,
  });
}

function tagsOf(metadata: IAudioMetadata | null): TrackTags {
  if (metadata === null) return {};
  const { common } = metadata;
  return withoutAbsent({
    title: cleanText(common.title),
    artist: cleanText(common.artist) ?? cleanText(common.artists?.slice(0, 100).join(', ')),
    album: cleanText(common.album) ?? cleanText(matroskaTag(metadata, 'ALBUM')),
    albumArtist: cleanText(common.albumartist) ?? cleanText(matroskaTag(metadata, 'ALBUM_ARTIST')),
    year: whole(common.year ?? Number(matroskaTag(metadata, 'DATE')?.slice(0, 4)), 9_999),
    trackNumber: whole(common.track.no),
    trackCount: whole(common.track.of),
    discNumber: whole(common.disk.no),
    genre: cleanText(common.genre?.slice(0, 100).join(', ')),
  });
}

/** FFmpeg writes what belongs to the album without saying so; the parser takes it for the track's. */
function matroskaTag(metadata: IAudioMetadata, name: string): string | undefined {
  const value = metadata.native['matroska']?.find(({ id }) => id === `track:${name}`)?.value;
  return typeof value === 'string' ? value : undefined;
}

function unknownStream(hasVideo: boolean, name: string): StreamFormat {
  return {
    major: hasVideo ? 'video' : 'audio',
    name,
    sampleRateHz: null,
    channelCount: null,
    bitsPerSample: null,
    bitrateBps: null,
    widthPx: null,
    heightPx: null,
  };
}

/** A whole number from 1 on, or nothing. */
function whole(value: unknown, maximum = 1_000_000_000): number | undefined {
  const number = positive(value);
  return number !== undefined && number <= maximum && Math.round(number) >= 1
    ? Math.round(number)
    : undefined;
}

function positive(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value > 0
    ? Math.min(value, 1e12)
    : undefined;
}

/**
 * The parser divides what there is of a FLAC file, or of an MP3 with frames of different sizes, by the
 * length it states, also where its end is missing.
 */
function bitrateOf(file: DescribedFile, track?: ITrackInfo): number | undefined {
  const { mimeType, flacExtent: extent, xingHeader, metadata } = file;
  if (xingHeader?.isVariable === true) return statedBitrateOf(xingHeader, metadata);
  if (mimeType === 'audio/flac') {
    return extent === null ? undefined : (extent.audioBytes * 8_000) / extent.durationMs;
  }
  const isOfTrack = track === undefined || metadata?.format.trackInfo.length === 1;
  return track?.bitrate ?? (isOfTrack ? metadata?.format.bitrate : undefined);
}

function statedBitrateOf(
  { frameCount, streamBytes }: XingHeader,
  metadata: IAudioMetadata | null,
): number | undefined {
  const durationMs = durationOf(metadata);
  if (frameCount === null || streamBytes === null || durationMs === null) return undefined;
  return (streamBytes * 8_000) / durationMs;
}

/** The parser reckons the length of MPEG audio without a header from the size of what is there. */
function isDurationStated(container: string, metadata: IAudioMetadata | null): boolean {
  if (durationOf(metadata) === null) return false;
  if (container !== 'mpeg') return statingContainers.has(container);
  const { duration, numberOfSamples = NaN, sampleRate = NaN } = metadata?.format ?? {};
  return duration !== numberOfSamples / sampleRate;
}

/**
 * Of the longest track: the parser takes the first one's for the whole, or (QuickTime) none. What
 * cannot be is as good as not stated.
 */
function durationOf(metadata: IAudioMetadata | null): number | null {
  if (metadata === null) return null;
  const { duration, trackInfo } = metadata.format;
  const durations = trackInfo
    .slice(0, maximumStreams)
    .map((track) => positive(track.duration) ?? 0);
  const durationMs = Math.max(positive(duration) ?? 0, ...durations) * 1_000;
  return durationMs > 0 && durationMs <= maximumPositionMs ? durationMs : null;
}

type Present<Value> = { [Key in keyof Value]: Exclude<Value[Key], undefined> };

/** The contract leaves out what is not known instead of naming it. */
function withoutAbsent<Value extends object>(value: Value): Partial<Present<Value>> {
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  // `fromEntries` cannot say that keys and values are those of `value`.
  return Object.fromEntries(entries) as Partial<Present<Value>>;
}
