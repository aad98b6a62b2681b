import type { NowPlaying, PlaybackSnapshot } from '../../electron/contract/playback.ts';
import { trackTitle, type PlayerActions } from '../features/playerBar/index.ts';
import { currentPositionMs } from '../stores/index.ts';
import type { Stores } from '../stores/Stores.ts';
import { artUrl } from '../ui/artUrl.ts';

/** How far the seek keys of a keyboard or headset jump, unless the system says. */
const defaultOffsetSeconds = 10;

/** What of the browser's media session is used. */
export type SystemPlayer = Pick<
  MediaSession,
  'metadata' | 'playbackState' | 'setActionHandler' | 'setPositionState'
>;

/**
 * Tells the system what plays, with its cover and position, and obeys its media keys. Only the page
 * that sounds should: the browser gives the keys to the page whose media element plays.
 *
 * @returns takes everything back
 */
export function connectMediaSession(
  session: SystemPlayer,
  stores: Stores,
  actions: PlayerActions,
): () => void {
  const handlers: Partial<Record<MediaSessionAction, MediaSessionActionHandler>> = {
    play: () => actions.play(),
    pause: () => actions.pause(),
    stop: () => actions.stop(),
    previoustrack: () => actions.previous(),
    nexttrack: () => actions.next(),
    seekbackward: ({ seekOffset }) => actions.seekBy(-1000 * (seekOffset ?? defaultOffsetSeconds)),
    seekforward: ({ seekOffset }) => actions.seekBy(1000 * (seekOffset ?? defaultOffsetSeconds)),
    seekto: ({ seekTime }) => {
      if (seekTime !== undefined) void actions.seekTo(seekTime * 1000);
    },
  };
  const actionNames = Object.keys(handlers) as MediaSessionAction[];
  for (const name of actionNames) setHandler(session, name, handlers[name] ?? null);

  const showTrack = () => {
    session.metadata = metadataOf(stores.topics.nowPlaying.getState()?.value ?? null);
  };
  const showPlayback = () => {
    const received = stores.topics.playback.getState();
    session.playbackState = playbackStateOf(received?.value ?? null);
    if (received === null) return;
    const { durationMs, rate } = received.value;
    const positionMs = currentPositionMs(received.value, received.receivedAtMs, performance.now());
    if (durationMs === null || durationMs <= 0) session.setPositionState();
    else {
      session.setPositionState({
        duration: durationMs / 1000,
        position: Math.min(positionMs, durationMs) / 1000,
        playbackRate: rate > 0 ? rate : 1,
      });
    }
  };
  showTrack();
  showPlayback();
  const endTrack = stores.topics.nowPlaying.subscribe(showTrack);
  const endPlayback = stores.topics.playback.subscribe(showPlayback);

  return () => {
    endTrack();
    endPlayback();
    for (const name of actionNames) setHandler(session, name, null);
    session.metadata = null;
    session.playbackState = 'none';
    session.setPositionState();
  };
}

/** A browser throws at actions it does not know; those are left out. */
function setHandler(
  session: SystemPlayer,
  name: MediaSessionAction,
  handler: MediaSessionActionHandler | null,
): void {
  try {
    session.setActionHandler(name, handler);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

function metadataOf(nowPlaying: NowPlaying): MediaMetadata | null {
  if (nowPlaying === null) return null;
  const { title, artist } = trackTitle(nowPlaying);
  return new MediaMetadata({
    title,
    artist: artist ?? '',
    album: nowPlaying.tags.album ?? '',
    artwork:
      nowPlaying.artId === null
        ? []
        : [{ src: new URL(artUrl(nowPlaying.artId), document.baseURI).href }],
  });
}

function playbackStateOf(playback: PlaybackSnapshot | null): MediaSessionPlaybackState {
  if (playback === null || playback.status === 'empty') return 'none';
  return playback.status === 'playing' ? 'playing' : 'paused';
}
