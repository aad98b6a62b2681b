import * as z from 'zod/mini';
import { AppError } from './errors.ts';
import { ArtId, EntryId, GrantId } from './ids.ts';

/** 11.6 days: longer than anything that is played; what a file states beyond is not believed. */
export const maximumPositionMs = 1e9;
export const PositionMs = z.number().check(z.gte(0), z.lte(maximumPositionMs));
export const Rate = z.number().check(z.gte(0.25), z.lte(4));
/** Loudness as the slider shows it, 0 to 1; the sink maps it to a gain. */
export const Volume = z.number().check(z.gte(0), z.lte(1));

export const RepeatMode = z.enum(['off', 'all', 'one']);
export type RepeatMode = z.infer<typeof RepeatMode>;

/** Why nothing sounds although the person wants it to. */
export const Suppression = z.enum([
  'noSink',
  'sinkBlocked',
  'buffering',
  'opening',
  'uploading',
  /** It is on a portable player that is being sent a file, and can be read afterwards. */
  'playerBusy',
]);
export type Suppression = z.infer<typeof Suppression>;

/**
 * The fast topic. The position of now is `positionMs + rate × (ageMs + time since this arrived)`
 * while `moving`, and `positionMs` otherwise.
 */
export const PlaybackSnapshot = z.strictObject({
  status: z.enum(['empty', 'stopped', 'playing', 'paused']),
  /** Does the person want sound? Kept while suppressed. */
  intent: z.enum(['play', 'pause']),
  suppression: z.nullable(Suppression),
  entryId: z.nullable(EntryId),
  positionMs: z.number(),
  ageMs: z.number().check(z.gte(0)),
  moving: z.boolean(),
  rate: z.number(),
  durationMs: z.nullable(z.number()),
  /** Loaded ranges in presentation time, as the sink reports them. */
  bufferedMs: z.array(z.tuple([z.number(), z.number()])),
});
export type PlaybackSnapshot = z.infer<typeof PlaybackSnapshot>;

/** What the person set, and what can be done now; changes rarely. */
export const PlayerSnapshot = z.strictObject({
  volume: Volume,
  muted: z.boolean(),
  repeat: RepeatMode,
  shuffle: z.boolean(),
  /** The rate the person chose; `playback.rate` is what is in force. */
  rate: Rate,
  can: z.strictObject({
    play: z.boolean(),
    pause: z.boolean(),
    seek: z.boolean(),
    next: z.boolean(),
    previous: z.boolean(),
    setRate: z.boolean(),
  }),
});
export type PlayerSnapshot = z.infer<typeof PlayerSnapshot>;

/** What the tags of one file say. Absent fields were not in the file. */
export const TrackTags = z.strictObject({
  title: z.optional(z.string()),
  artist: z.optional(z.string()),
  album: z.optional(z.string()),
  albumArtist: z.optional(z.string()),
  year: z.optional(z.int()),
  trackNumber: z.optional(z.int()),
  trackCount: z.optional(z.int()),
  discNumber: z.optional(z.int()),
  genre: z.optional(z.string()),
});
export type TrackTags = z.infer<typeof TrackTags>;

/** The technical side of one file. */
export const MediaFormat = z.strictObject({
  /** "MPEG", "FLAC", "Matroska" … */
  container: z.optional(z.string()),
  /** "MPEG 1 Layer 3", "FLAC", "H264" … */
  codec: z.optional(z.string()),
  sampleRateHz: z.optional(z.int()),
  channelCount: z.optional(z.int()),
  bitsPerSample: z.optional(z.int()),
  bitrateBps: z.optional(z.number()),
  lossless: z.optional(z.boolean()),
  widthPx: z.optional(z.int()),
  heightPx: z.optional(z.int()),
  sizeBytes: z.optional(z.int()),
});
export type MediaFormat = z.infer<typeof MediaFormat>;

/** The entry that is current, with everything the now-playing view shows. `null` when there is none. */
export const NowPlaying = z.nullable(
  z.strictObject({
    entryId: EntryId,
    grantId: GrantId,
    fileName: z.string(),
    tags: TrackTags,
    format: MediaFormat,
    durationMs: z.nullable(z.number()),
    artId: z.nullable(ArtId),
    hasVideo: z.boolean(),
    error: z.nullable(AppError),
  }),
);
export type NowPlaying = z.infer<typeof NowPlaying>;
