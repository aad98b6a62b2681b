import { ArtId, EntryId, GrantId } from '../../electron/contract/ids.ts';
import type {
  NowPlaying,
  PlaybackSnapshot,
  PlayerSnapshot,
} from '../../electron/contract/playback.ts';

/** A song of 4:05 that plays and stands at 1:23. */
export const samplePlayback: PlaybackSnapshot = {
  status: 'playing',
  intent: 'play',
  suppression: null,
  entryId: EntryId.parse('e1'),
  positionMs: 83_000,
  ageMs: 0,
  moving: false,
  rate: 1,
  durationMs: 245_000,
  bufferedMs: [[0, 120_000]],
};

export const samplePlayer: PlayerSnapshot = {
  volume: 0.5,
  muted: false,
  repeat: 'off',
  shuffle: false,
  rate: 1,
  can: { play: true, pause: true, seek: true, next: true, previous: true, setRate: true },
};

export const sampleNowPlaying: NonNullable<NowPlaying> = {
  entryId: EntryId.parse('e1'),
  grantId: GrantId.parse('g1'),
  fileName: '03 Glide.flac',
  tags: { title: 'Glide', artist: 'Mara Lindqvist', album: 'Portamento' },
  format: { container: 'FLAC', codec: 'FLAC', sampleRateHz: 44_100 },
  durationMs: 245_000,
  artId: ArtId.parse('0'.repeat(40)),
  hasVideo: false,
  error: null,
};
